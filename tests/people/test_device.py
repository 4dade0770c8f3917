import pytest

from alongside.people import device

AGENTS = {
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0": "Edge on Windows",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15": "Safari on Mac",
    "Mozilla/5.0 (Linux; Android 16; SM-A556B) AppleWebKit/537.36 SamsungBrowser/29.0 Chrome/136.0": "Samsung Internet on Android",
    "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/150.0 Mobile Safari/537.36": "Chrome on Android",
    "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0": "Firefox on Linux",
    "curl/8.0": "",
    "": "",
}


@pytest.mark.parametrize(("agent", "said"), AGENTS.items())
def test_device_is_said_in_words_people_know(agent: str, said: str) -> None:
    assert device.described(agent) == said
