"""A real HTTP server with the OpenAI chat API that writes simple stories in fifteen languages.

`http://127.0.0.1:PORT/de/v1` writes German, whatever it is asked for; `/de-then-tr/v1` German until
it is told to write another language, then Turkish; `/tr-slow/v1` takes its time.
"""

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

PARTS: Final[dict[str, tuple[str, str, str, str]]] = {
    "en": (
        "Title: The Moon in the Lake",
        "The little fox|The old owl|My friend the hare",
        "was looking for the moon|sang a quiet song|found a golden key|waited for the others",
        "in the dark forest|by the cold lake|behind the mill|on the high hill",
    ),
    "de": (
        "Title: Der Mond im See",
        "Der kleine Fuchs|Die alte Eule|Mein Freund, der Hase,",
        "suchte den Mond|sang ein Lied|fand einen goldenen Schlüssel|wartete auf die anderen",
        "im dunklen Wald|am kalten See|hinter der Mühle|auf dem hohen Hügel",
    ),
    "es": (
        "Title: La luna en el lago",
        "El pequeño zorro|La vieja lechuza|Mi amigo el conejo",
        "buscaba la luna|cantó una canción|encontró una llave dorada|esperaba a los demás",
        "en el bosque oscuro|junto al lago frío|detrás del molino|sobre la colina",
    ),
    "fr": (
        "Title: La lune dans le lac",
        "Le petit renard|La vieille chouette|Mon ami le lièvre",
        "cherchait la lune|chantait une chanson|trouva une clé dorée|attendait les autres",
        "dans la forêt sombre|près du lac froid|derrière le moulin|sur la haute colline",
    ),
    "it": (
        "Title: La luna nel lago",
        "La piccola volpe|Il vecchio gufo|Il mio amico coniglio",
        "cercava la luna|cantava una canzone|trovò una chiave d'oro|aspettava gli altri",
        "nel bosco scuro|vicino al lago freddo|dietro il mulino|sulla collina",
    ),
    "pt": (
        "Title: A lua no lago",
        "A pequena raposa|A velha coruja|O meu amigo coelho",
        "procurava a lua|cantava uma canção|encontrou uma chave dourada|esperava pelos outros",
        "na floresta escura|junto ao lago frio|atrás do moinho|no alto da colina",
    ),
    "nl": (
        "Title: De maan in het meer",
        "De kleine vos|De oude uil|Mijn vriend de haas",
        "zocht de maan|zong een zacht liedje|vond een gouden sleutel|wachtte op de anderen",
        "in het donkere bos|bij het koude meer|achter de molen|op de hoge heuvel",
    ),
    "pl": (
        "Title: Księżyc w jeziorze",
        "Mały lis|Stara sowa|Mój przyjaciel zając",
        "szukał księżyca|śpiewał cichą piosenkę|znalazł złoty klucz|czekał na innych",
        "w ciemnym lesie|nad zimnym jeziorem|za młynem|na wysokim wzgórzu",
    ),
    "tr": (
        "Title: Göldeki Ay",
        "Küçük tilki|Yaşlı baykuş|Arkadaşım tavşan",
        "ayı aradı|sessiz bir şarkı söyledi|altın bir anahtar buldu|diğerlerini bekledi",
        "karanlık ormanda|soğuk gölün yanında|değirmenin arkasında|yüksek tepede",
    ),
    "uk": (
        "Title: Місяць в озері",
        "Маленький лис|Стара сова|Мій друг заєць",
        "шукав місяць|співав тиху пісню|знайшов золотий ключ|чекав на інших",
        "у темному лісі|біля холодного озера|за млином|на високому пагорбі",
    ),
    "zh": (
        "Title: 湖里的月亮",
        "小狐狸|老猫头鹰|我的朋友兔子",
        "寻找月亮|唱了一首轻轻的歌|找到了一把金钥匙|等着大家回来",
        "在黑暗的森林里|在寒冷的湖边|在磨坊后面|在高高的山上",
    ),
    "ja": (
        "Title: みずうみの月",
        "小さなきつねは|年とったふくろうは|友だちのうさぎは",
        "月をさがしました|静かな歌を歌いました|金のかぎを見つけました|みんなを待ちました",
        "暗い森の中で|つめたい湖のそばで|風車の後ろで|高い丘の上で",
    ),
    "ko": (
        "Title: 호수의 달",
        "작은 여우는|늙은 부엉이는|내 친구 토끼는",
        "달을 찾았어요|조용한 노래를 불렀어요|황금 열쇠를 발견했어요|친구들을 기다렸어요",
        "어두운 숲에서|차가운 호숫가에서|방앗간 뒤에서|높은 언덕 위에서",
    ),
    "hi": (
        "Title: झील में चाँद",
        "छोटी लोमड़ी ने|बूढ़े उल्लू ने|मेरे दोस्त खरगोश ने",
        "चाँद को ढूँढा|एक धीमा गीत गाया|एक सोने की चाबी पाई|सबका इंतज़ार किया",
        "अँधेरे जंगल में|ठंडी झील के पास|चक्की के पीछे|ऊँची पहाड़ी पर",
    ),
    "ar": (
        "Title: القمر في البحيرة",
        "الثعلب الصغير|البومة العجوز|صديقي الأرنب",
        "بحث عن القمر|غنى أغنية هادئة|وجد مفتاحا ذهبيا|انتظر الآخرين",
        "في الغابة المظلمة|قرب البحيرة الباردة|خلف الطاحونة|فوق التل العالي",
    ),
}  # fmt: skip
"""A title, and who, what and where of sentences."""
VERB_LAST: Final = frozenset("tr ja ko hi".split())
JOINED: Final = frozenset("zh ja".split())
WORDS: Final = re.compile(r"\babout (\d+) ")


def sentence(language: str, number: int) -> str:
    """The sentence of a number; 48 of them differ."""
    _, who, does, where = (part.split("|") for part in PARTS[language])
    a, b, c = who[number % 3], does[number // 3 % 4], where[number // 12 % 4]
    words = (a, c, b) if language in VERB_LAST or language == "zh" else (a, b, c)
    stop = {"zh": "。", "ja": "。", "hi": "।"}.get(language, ".")
    return ("" if language in JOINED else " ").join(words) + stop


class TonguesHost(ThreadingHTTPServer):
    """Remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[list[dict[str, str]]] = []
        self.said = 0

    def url(self, behaviour: str) -> str:
        """The address to use for a behaviour."""
        return f"http://127.0.0.1:{self.server_address[1]}/{behaviour}/v1"


@contextmanager
def tongues_host() -> Iterator[TonguesHost]:
    """A running server."""
    host = TonguesHost()
    thread = threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield host
    finally:
        host.shutdown()
        thread.join()
        host.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: TonguesHost

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body["messages"])
        first, _, more = self.path.split("/")[1].partition("-")
        told = "not in" in body["messages"][-1]["content"]
        language = more.removeprefix("then-") if more.startswith("then-") and told else first
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        answer = self._answer(body["messages"][-1]["content"], language)
        for i in range(0, len(answer), 24):
            if more == "slow":
                time.sleep(0.05)
            if more == "breaks" and i:
                return
            piece = "%&$ 77 #" if more == "noise" else answer[i : i + 24]
            self._event({"choices": [{"delta": {"content": piece}, "finish_reason": None}]})
        self._event({"choices": [{"delta": {"content": ""}, "finish_reason": "stop"}]})
        self.wfile.write(b"data: [DONE]\n\n")

    def _answer(self, asked: str, language: str) -> str:
        if "short plain English sentence" in asked:
            return "\n".join(
                f"{i}. {sentence('en', i)}" for i in range(1, 9 if "8" in asked else 4)
            )
        if "“Plan:”" in asked:
            count = int(re.findall(r"“(\d+)\.”, each", asked)[0])
            lines = [f"{i}. {sentence(language, 4 * i)}" for i in range(1, count + 1)]
            return "\n".join([PARTS[language][0], f"Plan: {sentence(language, 1)}", *lines])
        wanted = int((WORDS.findall(asked) or ["40"])[-1])
        said: list[str] = []
        while _length("".join(said), language) < wanted:
            self.server.said += 1
            said.append(sentence(language, self.server.said))
        return ("" if language in JOINED else " ").join(said)

    def _event(self, event: dict[str, Any]) -> None:
        self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


def _length(text: str, language: str) -> int:
    return sum(map(str.isalpha, text)) if language in JOINED else len(text.split())
