"""The pages that take articles in: files from the browser, the samples, and how far a job is."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from whence import samples as invented
from whence.options import Options
from whence.reading import documents
from whence.web.desk import Desk, Request, Response
from whence.web.guard import check
from whence.web.jobs import Job
from whence.web.uploads import stage


async def add(desk: Desk, request: Request) -> Response:
    """Take files in; the answer is the page of the job, or its address where a script asked."""
    form = await request.form(max_files=desk.settings.most_files, max_fields=20)
    try:
        check(request, form)
        files = [each for each in form.getlist("files") if isinstance(each, UploadFile) and each.filename]
        meta = form.get("meta")
        if not files:
            raise HTTPException(400, "No file was chosen; choose some, or drop them on the start page.")
        job = await run_in_threadpool(_begin, desk, form, files, meta if isinstance(meta, UploadFile) else None)
    finally:
        await form.close()
    where = desk.link.at(f"/jobs/{job.id}")
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"job": job.id, "page": where}, 202)
    return desk.to(f"/jobs/{job.id}")


def _begin(desk: Desk, form: FormData, files: list[UploadFile], meta: UploadFile | None) -> Job:
    home, table, count = stage(files, meta)
    if not count:
        shutil.rmtree(home, ignore_errors=True)
        raise HTTPException(400, "All of these files are hidden ones, which are not read.")
    return desk.jobs.add(home / "pile", count, _options(desk, form, table), staged=home)


def _options(desk: Desk, form: FormData, table: Path | None) -> Options:
    reading = desk.settings.options.reading
    outlet, date = (str(form.get(name) or "").strip() or None for name in ("outlet", "date"))
    if table is not None:
        reading = replace(reading, meta=str(table))
    reading = replace(reading, outlet=outlet or reading.outlet, date=date or reading.date)
    return replace(desk.settings.options, reading=reading)


def samples(desk: Desk, _request: Request, _form: FormData) -> Response:
    """Add the invented articles that come with Whence."""
    reading = replace(desk.settings.options.reading, meta=str(invented.metadata()))
    count = sum(1 for _ in documents([invented.folder()]))
    job = desk.jobs.add(invented.folder(), count, replace(desk.settings.options, reading=reading))
    return desk.to(f"/jobs/{job.id}")


def job(desk: Desk, request: Request) -> Response:
    """How far a job is."""
    found = desk.jobs.find(request.path_params["id"])
    if found is None:
        raise HTTPException(404, "This job is not known; the server was started anew. What was added is there.")
    return desk.page(request, "job", job=found, busy="")
