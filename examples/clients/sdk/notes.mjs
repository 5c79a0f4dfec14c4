// What all sessions share: two notes, a tool that reads one, and the runs of a client.

const NOTES = { shopping: 'token-milk1', errands: 'token-post2' };
export const description = "Reads a note of the user's";
export const schema = {
  type: 'object',
  properties: { name: { type: 'string', description: "The note's name" } },
  required: ['name'],
  additionalProperties: false,
};

export const readNote = ({ name }) => NOTES[name];

/** The prompt of a client that does not send back what was thought. */
export const forgetful = (prompt) => prompt.replace('session:sdk', 'session:forgetful');

export function check(holds, what) {
  if (!holds) throw new Error(JSON.stringify(what));
}

/** Plays a session each way for each model that the arguments name. A way takes a model and a prompt, gives the last text. */
export async function run(client, ways) {
  for (const model of process.argv.slice(2)) {
    for (const [name, way] of Object.entries(ways)) {
      const session = `${client}-${name}-${model.split('-')[0]}`;
      const text = await way(model, `What do my notes say? session:sdk/${session}`);
      const missing = Object.values(NOTES).filter((note) => !text.includes(note));
      check(missing.length === 0, `${session}: no ${missing} in ${text}`);
      console.log(`session:sdk/${session}`);
    }
  }
}
