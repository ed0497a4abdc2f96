"""A small client for the language server that editors use for YAML, spoken to over its standard input and output."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Any, Self

PROJECT = Path(__file__).parent.parent
FOLDER = PROJECT / ".cache" / "yaml-language-server"
# The newest release for the version of Node.js that is still common; 2.0 asks for Node.js 22.
VERSION = "1.25.0"
PATIENCE = 60
"""Seconds after which a server that says nothing is ended, so that a test fails instead of waiting."""

INSTALLING = 90
"""Seconds that npm gets. Where its registry cannot be reached it would wait far longer."""


class Absent(Exception):  # noqa: N818 - it is a reason to skip, not a fault
    """The server is not here and cannot be installed; the text says why."""


def program() -> list[str]:
    """The command that starts the server, installed on first use into a folder that git ignores."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise Absent("Node.js and npm are needed for the language server")
    package = FOLDER / VERSION / "node_modules" / "yaml-language-server"
    if not package.is_dir():
        try:
            done = subprocess.run(
                [
                    *(npm, "install", "--no-audit", "--no-fund", "--ignore-scripts"),
                    *("--prefix", str(package.parent.parent), f"yaml-language-server@{VERSION}"),
                ],
                capture_output=True,
                text=True,
                check=False,
                timeout=INSTALLING,
            )
        except subprocess.TimeoutExpired:
            raise Absent(f"npm had not installed yaml-language-server after {INSTALLING} seconds") from None
        if done.returncode:
            raise Absent(f"npm could not install yaml-language-server {VERSION}: {done.stderr.strip()[-300:]}")
    return [node, str(package / "bin" / "yaml-language-server"), "--stdio"]


class LanguageServer:
    """A running server with one folder open in it, to be used in a `with` statement."""

    def __init__(self, folder: Path, settings: dict[str, Any]) -> None:
        """Take the folder that is open, and its settings as in `.vscode/settings.json`."""
        self.folder = folder
        self.settings = settings
        self.number = 0
        self.opened = 0
        self.configured = False
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}

    def __enter__(self) -> Self:
        """Start the server and tell it about the folder."""
        self.process = subprocess.Popen(program(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        uri = self.folder.as_uri()
        markdown = ["markdown", "plaintext"]
        self.ask(
            "initialize",
            processId=None,
            rootUri=uri,
            workspaceFolders=[{"uri": uri, "name": self.folder.name}],
            capabilities={
                "workspace": {"configuration": True, "workspaceFolders": True},
                "textDocument": {
                    "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": markdown}},
                    "hover": {"contentFormat": markdown},
                },
            },
        )
        self.tell("initialized")
        while not self.configured:
            self._receive()
        return self

    def __exit__(self, *error: object) -> None:
        """End the server."""
        self.process.kill()
        self.process.communicate()

    # --- what a test asks ------------------------------------------------------------------------

    def open(self, folder: str, text: str) -> str:
        """Open a new file that is not on disk, and return its path."""
        self.opened += 1
        path = f"{folder}/new-{self.opened}.yml"
        document = {"uri": self._uri(path), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        return path

    def problems(self, path: str) -> list[dict[str, Any]]:
        """What the server finds wrong in an open file."""
        while self._uri(path) not in self.diagnostics:
            self._receive()
        return self.diagnostics[self._uri(path)]

    def completions(self, path: str, line: int, column: int) -> dict[str, dict[str, Any]]:
        """What is offered at a place, by label. Lines and columns count from 0."""
        self.problems(path)  # once these are known, the schema is loaded
        answer = self.ask("textDocument/completion", **self._at(path, line, column))
        return {item["label"]: item for item in answer["items"]}

    def hover(self, path: str, line: int, column: int) -> str:
        """The help that is shown at a place, as Markdown."""
        answer = self.ask("textDocument/hover", **self._at(path, line, column))
        return str(answer["contents"]["value"]) if answer else ""

    # --- messages --------------------------------------------------------------------------------

    def ask(self, method: str, **parameters: Any) -> Any:
        """Send a request and wait for its answer."""
        self.number += 1
        number = self.number
        self._send({"id": number, "method": method, "params": parameters})
        while (message := self._receive()).get("id") != number or "method" in message:
            pass
        assert "error" not in message, message["error"]
        return message["result"]

    def tell(self, method: str, **parameters: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": parameters})

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """Read one message; answer it if the server asks something, and keep what it finds wrong."""
        watchdog = threading.Timer(PATIENCE, self.process.kill)
        watchdog.start()
        try:
            message = self._read()
        finally:
            watchdog.cancel()
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": self._answer(message)})
        return message

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        length = 0
        while (line := self.process.stdout.readline()) != b"\r\n":
            assert line, "the server has ended, or was ended because it did not answer"
            name, _, value = line.partition(b":")
            length = int(value) if name == b"Content-Length" else length
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        return message

    def _answer(self, message: dict[str, Any]) -> Any:
        """Answer a question of the server: it asks for settings, section by section."""
        if message["method"] != "workspace/configuration":
            return None
        self.configured = True
        return [self._section(item.get("section", "")) for item in message["params"]["items"]]

    def _section(self, name: str) -> dict[str, Any]:
        """The settings below a name: `yaml.schemas` is `schemas` in the section `yaml`."""
        start = f"{name}."
        return {key.removeprefix(start): value for key, value in self.settings.items() if key.startswith(start)}

    def _at(self, path: str, line: int, column: int) -> dict[str, Any]:
        return {"textDocument": {"uri": self._uri(path)}, "position": {"line": line, "character": column}}

    def _uri(self, path: str) -> str:
        return (self.folder / path).as_uri()
