"""Many machines: a Dask cluster, reached at its scheduler's address, as an executor like any other.

Its workers were started before, as processes of other machines or of this one; they have Comity installed and see the same files; its
scheduler needs neither. Dask gives a job to another worker when its own dies, moves jobs from busy workers to idle ones, and may
run one twice at once: all of that is safe because jobs are idempotent.
"""

from __future__ import annotations

import asyncio
import json
import logging
import pickle
import socket
import time
import warnings
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from distributed import Client, KilledWorker, Security
from distributed.comm.addressing import get_address_host_port
from distributed.comm.core import connect

from comity.engines.child import portable
from comity.errors import ComityError, UsageError

ANSWER = 10.0  # seconds that a scheduler may take to answer
WORKER = 60.0  # seconds that the first worker may take to come
_AHEAD = 2  # jobs given out for each that is worked on, so that no worker waits for its next one
_CHATTER = ("distributed", "tornado", "asyncio")


class Call(NamedTuple):
    """A call that is made where it is unpickled. As bytes it is a job that any process can be given, and none need look into."""

    function: Callable[..., Any]
    args: tuple[Any, ...]

    def __reduce__(self) -> tuple[Any, ...]:
        return _perform, (pickle.dumps((self.function, self.args)),)


class Cluster(Executor):
    """The workers of the scheduler at an address, however many there are at a time."""

    def __init__(self, address: str) -> None:
        self._address = _address(address)
        with ExitStack() as begun:
            _hush(begun)
            self._client = begun.enter_context(_connected(self._address))
            self._executor = self._client.get_executor(pure=False)
            self._await_worker()
            self._ended = begun.pop_all()

    def window(self) -> int:
        """How many jobs may be given out at a time: it grows and shrinks with the cluster."""
        return max(_AHEAD * self._threads(), 1)

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The future of what a worker gives for it."""
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()
        packed = pickle.dumps(Call(partial(function, **kwargs), args))
        self._executor.submit(pickle.loads, packed).add_done_callback(partial(self._settle, future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Lets go of the cluster. A job that is begun is ended by its worker; one that is not is dropped, where that is asked for."""
        self._executor.shutdown(wait=wait and not cancel_futures)
        self._ended.close()

    def _settle(self, future: Future[Any], told: Future[Any]) -> None:
        error = None if told.cancelled() else told.exception()
        if told.cancelled():
            future.set_exception(self._gone())
        elif isinstance(error, KilledWorker):
            future.set_exception(BrokenExecutor(str(error)))
        elif isinstance(error, ImportError | AttributeError):  # before the job was begun: its own errors come as they are portable
            future.set_exception(ComityError(f"a worker of {self._address} cannot take the job ({error}): {_SAME}"))
        elif error:
            future.set_exception(error)
        else:
            future.set_result(told.result())

    def _threads(self) -> int:
        try:
            return sum(self._client.nthreads().values())
        except OSError as error:
            raise self._gone() from error

    def _gone(self) -> ComityError:
        return ComityError(
            f"the connection to the scheduler at {self._address} was lost: what is finished is kept; see whether it still runs,"
            " then run the same command again"
        )

    def _await_worker(self) -> None:
        """Waits for the first worker, with a job in hand for it: some clusters start workers only where there is work."""
        first = self._executor.submit(int)
        end = time.monotonic() + WORKER
        while not (threads := self._threads()) and time.monotonic() < end:
            time.sleep(0.2)
        first.cancel()
        if not threads:
            raise ComityError(f"the scheduler at {self._address} has no worker: start some, then run the same command again")


_SAME = "install there what is installed here, and start its workers again"


def _perform(packed: bytes) -> Any:
    """Makes a call, in a worker. What goes wrong is raised so that it can be sent."""
    try:
        function, args = pickle.loads(packed)
    except Exception as error:
        raise ComityError(f"{socket.gethostname()} cannot take the job ({error}): {_SAME}") from None
    try:
        return function(*args)
    except Exception as error:
        raise portable(error) from None


def _address(given: str) -> str:
    """The scheduler's address; that which its file tells, if the path of one is given."""
    if not given.endswith(".json"):
        return given if "://" in given else f"tcp://{given}"
    try:
        return str(json.loads(Path(given).read_text("utf-8"))["address"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"--cluster {given}: is no file that `dask scheduler --scheduler-file` has written ({error})") from error


def _connected(address: str) -> Client:
    """A client of the scheduler at that address. Whether one is there is found out before, because a client asks for ever what is none."""
    try:
        get_address_host_port(address, strict=True)
    except (ValueError, NotImplementedError) as error:
        raise UsageError(f"--cluster {address}: {error}; give a Dask scheduler's address, such as tcp://host:8786, or its file") from error
    try:
        with ThreadPoolExecutor(1) as pool:  # whoever calls may have an event loop of its own
            pool.submit(asyncio.run, _greet(address)).result()
    except (OSError, TypeError) as error:
        raise ComityError(
            f"no scheduler answers at {address} ({_reason(error)}): start one with `dask scheduler`, or correct the address"
        ) from error
    return Client(address, timeout=ANSWER, set_as_default=False)


async def _greet(address: str) -> None:
    security = Security().get_connection_args("client")
    told = await asyncio.wait_for(connect(address, timeout=ANSWER, **security), 2 * ANSWER)
    await told.close()


def _reason(error: BaseException) -> str:
    """What was at the root of an error."""
    while error.__cause__:
        error = error.__cause__
    return (error.strerror or "" if isinstance(error, OSError) else "").lower() or str(error) or "nothing that a scheduler says"


def _hush(until: ExitStack) -> None:
    """Keeps Dask's own messages from the terminal, until the stack is closed: of other versions at the other end (whether they matter is
    asked of each worker), of large jobs, of workers that died."""
    until.enter_context(warnings.catch_warnings())
    warnings.filterwarnings("ignore", module="distributed")
    for name in sorted(logging.root.manager.loggerDict):
        if name.partition(".")[0] in _CHATTER:
            logger = logging.getLogger(name)
            until.callback(logger.setLevel, logger.level)
            logger.setLevel(logging.CRITICAL + 1)
