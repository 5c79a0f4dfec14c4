import OpenAI from 'openai';
import { check, description, forgetful, readNote, run, schema } from './notes.mjs';

const client = new OpenAI();
const tool = { name: 'read_note', description, parameters: schema, strict: true };

// The SDK's own loop: it calls the function, and asks again with its result. It forgets what was thought.
const chat = (stream) => async (model, prompt) => {
  const runner = client.chat.completions.runTools({
    model,
    stream,
    ...(stream && { stream_options: { include_usage: true } }),
    reasoning_effort: 'low',
    messages: [{ role: 'developer', content: 'Be brief.' }, { role: 'user', content: forgetful(prompt) }],
    tools: [{ type: 'function', function: { ...tool, function: readNote, parse: JSON.parse } }],
  });
  const text = await runner.finalContent();
  const usage = await runner.totalUsage();
  check(usage.total_tokens === 250, usage);
  return text;
};

const responses = (stream) => async (model, prompt) => {
  const input = [{ role: 'user', content: prompt }];
  for (;;) {
    const asked = {
      model,
      input,
      instructions: 'Be brief.',
      tools: [{ type: 'function', ...tool }],
      store: false,
      include: ['reasoning.encrypted_content'],
      reasoning: { effort: 'low', summary: 'auto' },
    };
    const answer = stream
      ? await client.responses.stream(asked).finalResponse()
      : await client.responses.create(asked);
    check(answer.status === 'completed' && answer.usage.total_tokens === 125, answer);
    const calls = answer.output.filter((item) => item.type === 'function_call');
    if (calls.length === 0) return answer.output_text;
    input.push(...answer.output);
    for (const { call_id, arguments: json } of calls) {
      input.push({ type: 'function_call_output', call_id, output: readNote(JSON.parse(json)) });
    }
  }
};

await run('openai-node', {
  chat: chat(false),
  'chat-stream': chat(true),
  responses: responses(false),
  'responses-stream': responses(true),
});
