"""What all sessions share: two notes, a tool that reads one, and the runs of a client."""

import sys

NOTES = {"shopping": "token-milk1", "errands": "token-post2"}
DESCRIPTION = "Reads a note of the user's"
SCHEMA = {
    "type": "object",
    "properties": {"name": {"type": "string", "description": "The note's name"}},
    "required": ["name"],
    "additionalProperties": False,
}


def read_note(name: str) -> str:
    """Reads a note of the user's."""
    return NOTES[name]


def run(client: str, **ways) -> None:
    """Plays a session each way for each model that the arguments name. A way takes a model and a prompt, gives the last text."""
    for model in sys.argv[1:]:
        for name, way in ways.items():
            session = f"{client}-{name.replace('_', '-')}-{model.split('-')[0]}"
            text = way(model, f"What do my notes say? session:sdk/{session}")
            missing = [note for note in NOTES.values() if note not in text]
            if missing:
                raise SystemExit(f"{session}: no {missing} in {text!r}")
            print(f"session:sdk/{session}", flush=True)
