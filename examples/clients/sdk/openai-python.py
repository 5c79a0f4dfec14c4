import json

from notes import DESCRIPTION, SCHEMA, read_note, run
from openai import OpenAI

client = OpenAI()
FUNCTION = {"name": "read_note", "description": DESCRIPTION, "parameters": SCHEMA, "strict": True}


def chat(model, prompt, streamed):
    messages = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": prompt}]
    for _ in range(3):
        asked = {
            "model": model,
            "messages": messages,
            "tools": [{"type": "function", "function": FUNCTION}],
            "reasoning_effort": "low",
        }
        if streamed:
            with client.chat.completions.stream(**asked, stream_options={"include_usage": True}) as stream:
                answer = stream.get_final_completion()
        else:
            answer = client.chat.completions.create(**asked)
        assert answer.usage.total_tokens == 125, answer.usage
        message = answer.choices[0].message
        if not message.tool_calls:
            return message.content
        messages.append(message.to_dict())
        for call in message.tool_calls:
            result = read_note(**json.loads(call.function.arguments))
            messages.append({"role": "tool", "tool_call_id": call.id, "content": result})


def responses(model, prompt, streamed):
    items = [{"role": "user", "content": prompt}]
    for _ in range(3):
        asked = {
            "model": model,
            "instructions": "Be brief.",
            "input": items,
            "tools": [{"type": "function", **FUNCTION}],
            "store": False,
            "include": ["reasoning.encrypted_content"],
            "reasoning": {"effort": "low", "summary": "auto"},
        }
        if streamed:
            with client.responses.stream(**asked) as stream:
                answer = stream.get_final_response()
        else:
            answer = client.responses.create(**asked)
        assert answer.status == "completed" and answer.usage.total_tokens == 125, answer
        calls = [item for item in answer.output if item.type == "function_call"]
        if not calls:
            return answer.output_text
        items += [item.to_dict() for item in answer.output]
        for call in calls:
            result = read_note(**json.loads(call.arguments))
            items.append({"type": "function_call_output", "call_id": call.call_id, "output": result})


run(
    "openai-python",
    chat=lambda model, prompt: chat(model, prompt, False),
    chat_stream=lambda model, prompt: chat(model, prompt, True),
    responses=lambda model, prompt: responses(model, prompt, False),
    responses_stream=lambda model, prompt: responses(model, prompt, True),
)
