import Anthropic from '@anthropic-ai/sdk';
import { betaTool } from '@anthropic-ai/sdk/helpers/beta/json-schema';
import { check, description, readNote, run, schema } from './notes.mjs';

const client = new Anthropic();
const tool = { name: 'read_note', description, input_schema: schema };
const text = (answer) => answer.content.filter((b) => b.type === 'text').map((b) => b.text).join('');

const messages = (stream) => async (model, prompt) => {
  const turns = [{ role: 'user', content: prompt }];
  for (;;) {
    const asked = {
      model,
      max_tokens: 4096,
      system: 'Be brief.',
      messages: turns,
      tools: [tool],
      thinking: { type: 'enabled', budget_tokens: 1024 },
    };
    const answer = stream
      ? await client.messages.stream(asked).finalMessage()
      : await client.messages.create(asked);
    check(answer.usage.output_tokens === 25, answer.usage);
    const calls = answer.content.filter((block) => block.type === 'tool_use');
    check(answer.stop_reason === (calls.length > 0 ? 'tool_use' : 'end_turn'), answer);
    if (calls.length === 0) return text(answer);
    turns.push({ role: 'assistant', content: answer.content });
    const results = calls.map(({ id, input }) => ({
      type: 'tool_result',
      tool_use_id: id,
      content: [{ type: 'text', text: readNote(input) }],
    }));
    turns.push({ role: 'user', content: results });
  }
};

// The SDK's own loop, by the beta endpoint.
const runner = (stream) => async (model, prompt) =>
  text(
    await client.beta.messages.toolRunner({
      model,
      stream,
      max_tokens: 4096,
      messages: [{ role: 'user', content: prompt }],
      tools: [betaTool({ name: 'read_note', description, inputSchema: schema, run: readNote })],
    }),
  );

await run('anthropic-node', {
  whole: messages(false),
  stream: messages(true),
  runner: runner(false),
  'runner-stream': runner(true),
});
