import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { generateText, isStepCount, jsonSchema, streamText, tool } from 'ai';
import { check, description, forgetful, readNote, run, schema } from './notes.mjs';

const url = process.env.AIROUTE_URL;
const apiKey = process.env.CLIENT_KEY;
const dialects = {
  chat: createOpenAI({ baseURL: `${url}/v1`, apiKey }).chat,
  responses: createOpenAI({ baseURL: `${url}/v1`, apiKey }).responses,
  messages: createAnthropic({ baseURL: `${url}/v1`, apiKey }),
  gemini: createGoogleGenerativeAI({ baseURL: `${url}/v1beta`, apiKey }),
};
const tools = { read_note: tool({ description, inputSchema: jsonSchema(schema), execute: readNote }) };
const options = {
  openai: { store: false, reasoningEffort: 'low', reasoningSummary: 'auto', forceReasoning: true },
  anthropic: { thinking: { type: 'enabled', budgetTokens: 1024 } },
  google: { thinkingConfig: { includeThoughts: true, thinkingBudget: 1024 } },
};

const ways = {};
for (const [name, dialect] of Object.entries(dialects)) {
  const asked = (model, prompt) => ({
    model: dialect(model),
    system: 'Be brief.',
    prompt: name === 'chat' ? forgetful(prompt) : prompt,
    tools,
    stopWhen: isStepCount(3),
    maxOutputTokens: 4096,
    maxRetries: 0,
    providerOptions: options,
  });
  ways[name] = async (model, prompt) => {
    const answer = await generateText(asked(model, prompt));
    check(answer.totalUsage.totalTokens === 250, answer.totalUsage);
    return answer.text;
  };
  ways[`${name}-stream`] = async (model, prompt) => {
    const answer = streamText({
      ...asked(model, prompt),
      onError({ error }) {
        throw error;
      },
    });
    const text = await answer.text;
    const usage = await answer.totalUsage;
    check(usage.totalTokens === 250, usage);
    return text;
  };
}

await run('vercel', ways);
