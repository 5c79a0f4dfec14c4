from anthropic import Anthropic
from notes import DESCRIPTION, SCHEMA, read_note, run

client = Anthropic()
TOOL = {"name": "read_note", "description": DESCRIPTION, "input_schema": SCHEMA}


def messages(model, prompt, streamed):
    turns = [{"role": "user", "content": prompt}]
    for _ in range(3):
        asked = {
            "model": model,
            "max_tokens": 4096,
            "system": [{"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}],
            "messages": turns,
            "tools": [TOOL],
            "thinking": {"type": "enabled", "budget_tokens": 1024},
        }
        if streamed:
            with client.messages.stream(**asked) as stream:
                answer = stream.get_final_message()
        else:
            answer = client.messages.create(**asked)
        assert answer.usage.output_tokens == 25, answer.usage
        calls = [block for block in answer.content if block.type == "tool_use"]
        assert answer.stop_reason == ("tool_use" if calls else "end_turn"), answer
        if not calls:
            return "".join(block.text for block in answer.content if block.type == "text")
        turns.append({"role": "assistant", "content": answer.content})
        results = [
            {"type": "tool_result", "tool_use_id": call.id, "content": read_note(**call.input)}
            for call in calls
        ]
        turns.append({"role": "user", "content": results})


run(
    "anthropic-python",
    whole=lambda model, prompt: messages(model, prompt, False),
    stream=lambda model, prompt: messages(model, prompt, True),
)
