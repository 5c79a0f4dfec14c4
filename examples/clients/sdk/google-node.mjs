import { GoogleGenAI } from '@google/genai';
import { description, readNote, run, schema } from './notes.mjs';

const client = new GoogleGenAI({ apiKey: process.env.GEMINI_API_KEY });
const config = {
  systemInstruction: 'Be brief.',
  thinkingConfig: { includeThoughts: true, thinkingBudget: 1024 },
  tools: [{ functionDeclarations: [{ name: 'read_note', description, parametersJsonSchema: schema }] }],
};

async function streamed(asked) {
  const parts = [];
  for await (const chunk of await client.models.generateContentStream(asked)) {
    parts.push(...(chunk.candidates?.[0]?.content?.parts ?? []));
  }
  return parts;
}

async function whole(asked) {
  return (await client.models.generateContent(asked)).candidates[0].content.parts;
}

const session = (ask) => async (model, prompt) => {
  const contents = [{ role: 'user', parts: [{ text: prompt }] }];
  for (;;) {
    const parts = await ask({ model, contents, config });
    const calls = parts.flatMap((part) => part.functionCall ?? []);
    if (calls.length === 0) return parts.map((part) => (part.thought ? '' : part.text)).join('');
    contents.push({ role: 'model', parts });
    const results = calls.map(({ id, name, args }) => ({
      functionResponse: { id, name, response: { output: readNote(args) } },
    }));
    contents.push({ role: 'user', parts: results });
  }
};

await run('google-node', { whole: session(whole), stream: session(streamed) });
