"""A print service that misbehaves when it is told to: so much of CUPS' protocol as it takes to print.

`python -m faults.spooler SOCKET [FAULT]` runs one until its input ends, and then says what it was given.
"""

import base64
import json
import os
import socketserver
import struct
import sys
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path

NAME = "Plotter"

USER, SECRET = "somebody", "open sesame"
"""What it wants to be told where its fault is that it wants a password."""

OK, NOT_FOUND, NOT_ACCEPTING, GONE = 0x0000, 0x0406, 0x0506, 0x0502
_OPERATION, _JOB, _PRINTER, _END = 1, 2, 4, 3
_INTEGER, _BOOLEAN, _ENUM, _TEXT, _NAME, _KEYWORD, _URI, _CHARSET, _LANGUAGE, _MIME = (
    0x21, 0x22, 0x23, 0x41, 0x42, 0x44, 0x45, 0x47, 0x48, 0x49,
)  # fmt: skip

Attribute = tuple[int, str, bytes]


class Spooler(socketserver.ThreadingUnixStreamServer):
    """Listens on a socket that CUPS_SERVER names. fault: how it behaves, "" takes jobs.

    lost: whether the printer was taken away. taken: documents that arrived whole. orders: what it was
    told of jobs, as it came.
    """

    daemon_threads = True

    def __init__(self, path: Path, fault: str = "") -> None:
        super().__init__(os.fspath(path), _Handler)
        self.path, self.fault, self.silent, self.lost = path, fault, False, False
        self.asked: list[int] = []
        self.taken: list[bytes] = []
        self.orders: list[bytes] = []
        self.jobs: list[int] = []
        """Bytes of the document of each job there is."""
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        """From now on nobody answers, on lines that are open already neither."""
        self.silent = True
        self.shutdown()
        self.server_close()
        self.path.unlink(missing_ok=True)

    def printers(self) -> list[Attribute]:
        """What the one printer says of itself; nothing once it is gone."""
        if self.lost:
            return []
        return [
            (_NAME, "printer-name", NAME.encode()),
            (_URI, "printer-uri-supported", f"ipp://localhost/printers/{NAME}".encode()),
            (_BOOLEAN, "printer-is-accepting-jobs", b"\1"),
            (_ENUM, "printer-state", struct.pack(">i", 3)),
            (_ENUM, "printer-type", struct.pack(">i", 0x0004 | 0x0800)),
            (_TEXT, "printer-info", b"A plotter"),
            (_TEXT, "printer-make-and-model", b"Generic"),
            (_MIME, "document-format-supported", b"application/pdf"),
        ]

    def answer(self, operation: int) -> tuple[int, list[tuple[int, list[Attribute]]]]:
        """Status, and groups of attributes, for a request."""
        self.asked.append(operation)
        match operation:
            case 0x4001 | 0x4002 | 0x000B:
                printer = self.printers()
                return (OK, [(_PRINTER, printer)]) if printer else (NOT_FOUND, [])
            case 0x0002 | 0x0005 | 0x0006:
                if self.fault == "refuses":
                    return NOT_ACCEPTING, []
                if self.fault == "fails at the document" and operation == 0x0006:
                    return GONE, []
                if operation != 0x0006:
                    self.jobs.append(0)
                return OK, [(_JOB, self._job(len(self.jobs)))]
            case 0x000A:
                return OK, [(_JOB, self._job(number)) for number in range(1, len(self.jobs) + 1)]
        return 0x0501, []  # not supported here

    def _job(self, number: int) -> list[Attribute]:
        """What is told of a job."""
        whole = [
            (_INTEGER, "job-id", number),
            (_INTEGER, "job-k-octets", -(-self.jobs[number - 1] // 1024)),
            (_ENUM, "job-state", 3),
        ]
        words = [
            (_URI, "job-uri", f"ipp://localhost/jobs/{number}"),
            (_URI, "job-printer-uri", f"ipp://localhost/printers/{NAME}"),
            (_NAME, "job-name", "map"),
            (_NAME, "job-originating-user-name", "somebody"),
        ]
        return [
            *((tag, name, struct.pack(">i", value)) for tag, name, value in whole),
            *((tag, name, value.encode()) for tag, name, value in words),
        ]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Spooler

    def address_string(self) -> str:
        return "local"

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815 - as the library names it

    def do_POST(self) -> None:
        head = self._read(8)
        if len(head) < 8:
            return
        operation, request = struct.unpack(">2xHI", head)
        if self.server.fault == "answers nothing":
            time.sleep(60)
        if self.server.silent or (operation == 0x0006 and self.server.fault == "hangs up"):
            self.close_connection = True
            self.connection.close()
            return
        document = self._rest()
        if operation == 0x0005 and self.server.fault == "wants a password" and not self._is_known():
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="printers"')
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if operation in (0x0002, 0x0005):
            self.server.orders.append(document.partition(b"%PDF")[0])
        status, groups = self.server.answer(operation)
        if operation in (0x0002, 0x0006) and status == OK:
            self.server.taken.append(document[document.find(b"%PDF") :])
            self.server.jobs[-1] = len(self.server.taken[-1])
        body = struct.pack(">BBHI", 1, 1, status, request)
        body += bytes([_OPERATION]) + _packed(
            [(_CHARSET, "attributes-charset", b"utf-8"), (_LANGUAGE, "attributes-natural-language", b"en")]
        )
        for group, attributes in groups:
            body += bytes([group]) + _packed(attributes)
        body += bytes([_END])
        self.send_response(200)
        self.send_header("Content-Type", "application/ipp")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)

    def _is_known(self) -> bool:
        key = base64.b64encode(f"{USER}:{SECRET}".encode()).decode()
        return self.headers.get("Authorization", "") == f"Basic {key}"

    def _read(self, count: int) -> bytes:
        """The first bytes of the body; the rest of the chunk they lie in is kept."""
        self._chunked = self.headers.get("Transfer-Encoding", "") == "chunked"
        self._left = int(self.headers.get("Content-Length") or 0)
        self._kept = b""
        if not self._chunked:
            self._left -= count
            return self.rfile.read(count)
        self._kept = self._chunk()
        data, self._kept = self._kept[:count], self._kept[count:]
        return data

    def _rest(self) -> bytes:
        if not self._chunked:
            return self.rfile.read(max(self._left, 0))
        parts = [self._kept]
        while chunk := self._chunk():
            parts.append(chunk)
        return b"".join(parts)

    def _chunk(self) -> bytes:
        size = int(self.rfile.readline().strip() or b"0", 16)
        data = self.rfile.read(size)
        self.rfile.readline()
        return data


def _packed(attributes: list[Attribute]) -> bytes:
    out = b""
    for tag, name, value in attributes:
        raw = name.encode()
        out += bytes([tag]) + struct.pack(">H", len(raw)) + raw + struct.pack(">H", len(value)) + value
    return out


def main() -> None:
    """Serve; then write what was taken beside the socket, and the rest as JSON."""
    path = Path(sys.argv[1])
    spooler = Spooler(path, " ".join(sys.argv[2:]))
    print("up", flush=True)
    sys.stdin.read()
    for number, document in enumerate(spooler.taken):
        path.with_name(f"taken{number}.pdf").write_bytes(document)
    orders = [order.decode("latin-1") for order in spooler.orders]
    print(json.dumps({"taken": len(spooler.taken), "orders": orders}), flush=True)


if __name__ == "__main__":
    main()
