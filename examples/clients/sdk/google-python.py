from google import genai
from google.genai import types
from notes import read_note, run

client = genai.Client()
# The SDK itself calls the function, and asks again with its result.
CONFIG = types.GenerateContentConfig(
    system_instruction="Be brief.",
    tools=[read_note],
    thinking_config=types.ThinkingConfig(include_thoughts=True, thinking_budget=1024),
)


def whole(model, prompt):
    answer = client.models.generate_content(model=model, contents=prompt, config=CONFIG)
    assert answer.usage_metadata.total_token_count == 125, answer.usage_metadata
    return answer.text


def stream(model, prompt):
    chunks = client.models.generate_content_stream(model=model, contents=prompt, config=CONFIG)
    return "".join(chunk.text or "" for chunk in chunks)


run("google-python", whole=whole, stream=stream)
