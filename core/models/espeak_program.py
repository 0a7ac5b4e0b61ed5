"""A program of its own: speaks with the espeak-ng library, which is GPL and so never loaded by us.

Stand-alone (standard library only).  Reads one JSON object from standard input, `{"library",
"data", "do": "voices" | "speak" | "phonemes", "voice", "rate", "text", "texts"}`; writes one line
of JSON, and for "speak" then 16-bit mono samples.  Word events: [milliseconds, index of the
character].  Phonemes are IPA with stress marks, a string for each of the texts.
"""

import ctypes
import json
import sys

SYNCHRONOUS, DONT_EXIT = 2, 0x8000
POSITION_CHARACTER, CHARS_UTF8 = 1, 1
RATE = 1
IPA = 2
EVENT_END_OF_LIST, EVENT_WORD = 0, 1


class EventId(ctypes.Union):
    """The last field of an event."""

    _fields_ = (
        ("number", ctypes.c_int),
        ("name", ctypes.c_char_p),
        ("string", ctypes.c_char * 8),
    )


class Event(ctypes.Structure):
    """`espeak_EVENT` of espeak-ng's documented interface, revision 12."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", EventId),
    )


class Voice(ctypes.Structure):
    """`espeak_VOICE`."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_char_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("xx1", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event)
)


def voices(library: ctypes.CDLL) -> list[list[str]]:
    """[language, name, file] of every voice; the first byte of `languages` is a priority."""
    library.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(Voice))
    found = library.espeak_ListVoices(None)
    result = []
    index = 0
    while found[index]:
        voice = found[index].contents
        result.append(
            [voice.languages[1:].decode(), voice.name.decode(), voice.identifier.decode()]
        )
        index += 1
    return result


def choose(library: ctypes.CDLL, voice: str) -> None:
    """Let a voice speak, such as "en-us" or "en-us+f3"."""
    language, plus, variant = voice.partition("+")
    file = next((file for known, _, file in voices(library) if known == language), language)
    if library.espeak_SetVoiceByName((file + plus + variant).encode()) != 0:
        raise SystemExit(f"no voice {voice}")


def phonemes(library: ctypes.CDLL, text: str) -> str:
    """How a text is pronounced; clauses, which the library answers one by one, are joined."""
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    content = ctypes.create_string_buffer(text.encode("utf-8"))
    place = ctypes.c_void_p(ctypes.addressof(content))
    found = []
    while place.value:
        said = library.espeak_TextToPhonemes(ctypes.byref(place), CHARS_UTF8, IPA)
        found.append((said or b"").decode("utf-8", "replace"))
    return " ".join(part for part in found if part)


def speak(
    library: ctypes.CDLL, voice: str, rate: int, text: str
) -> tuple[bytes, list[tuple[int, int]]]:
    """Samples (int16, native order) and word events."""
    samples = bytearray()
    words: list[tuple[int, int]] = []

    def receive(wave, count, events):  # type: ignore[no-untyped-def]
        if wave and count > 0:
            samples.extend(ctypes.string_at(wave, count * 2))
        index = 0
        while events[index].type != EVENT_END_OF_LIST:
            if events[index].type == EVENT_WORD:
                words.append((events[index].audio_position, events[index].text_position - 1))
            index += 1
        return 0

    callback = Callback(receive)
    choose(library, voice)
    library.espeak_SetParameter(RATE, rate, 0)
    library.espeak_SetSynthCallback(callback)
    content = text.encode("utf-8")
    library.espeak_Synth(
        content, len(content) + 1, 0, POSITION_CHARACTER, 0, CHARS_UTF8, None, None
    )
    library.espeak_Synchronize()
    return bytes(samples), words


def main() -> None:
    """Answer one request."""
    request = json.loads(sys.stdin.buffer.read())
    library = ctypes.CDLL(request["library"])
    library.espeak_Synth.argtypes = (
        ctypes.c_char_p,
        ctypes.c_size_t,
        ctypes.c_uint,
        ctypes.c_int,
        ctypes.c_uint,
        ctypes.c_uint,
        ctypes.c_void_p,
        ctypes.c_void_p,
    )
    rate = library.espeak_Initialize(SYNCHRONOUS, 0, request["data"].encode(), DONT_EXIT)
    if rate <= 0:
        raise SystemExit("espeak-ng found no data")
    out = sys.stdout.buffer
    if request["do"] == "voices":
        out.write(json.dumps({"voices": voices(library)}).encode() + b"\n")
        return
    if request["do"] == "phonemes":
        choose(library, request["voice"])
        said = [phonemes(library, text) for text in request["texts"]]
        out.write(json.dumps({"phonemes": said}).encode() + b"\n")
        return
    samples, words = speak(library, request["voice"], request["rate"], request["text"])
    out.write(json.dumps({"sample_rate": rate, "words": words}).encode() + b"\n")
    out.write(samples)


if __name__ == "__main__":
    main()
