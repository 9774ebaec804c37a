"""A small valid source of measurements for tests, changed by naming what differs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sample_cases import as_yaml, patched

SOURCE: dict[str, Any] = {
    "kind": "study",
    "title": {"en": "Example study", "ja": "例の調査"},
    "summary": {"en": "With a mesh and without.", "ja": "メッシュありとなしの計測。"},
    "url": "https://www.example.com/study",
    "publisher": "Example Co",
    "published": "2026-01-10",
    "retrieved": "2026-01-15",
    "licence": "MIT",
    "redistribute": "yes",
    "availability": "raw-files",
    "trust": {"run_by": "Example Co", "conflict": "none"},
    "environments": {"cluster": {"label": {"en": "Three machines", "ja": "3台のマシン"}}},
    "groups": {"pod": {"label": {"en": "Pod to pod", "ja": "Pod間"}}},
}

TABLES = {
    "files.csv": f"""\
file,url,revision,sha256,size,retrieved
a.txt,https://www.example.com/a.txt,v1,{"0123456789abcdef" * 4},2048,2026-01-15
""",
    "runs.csv": """\
run,file,started,duration_s,repeat,mesh,mode,version,version_role,mtls,configuration,generator,\
generator_version,loop,co_corrected,target,target_rps,target_scope,connections,workers,\
payload_bytes,protocol,keepalive,path,app,environment,group,dimensions,failed,unread
pod/istio,a.txt,,,,istio,sidecar,1.22.0,measured,,,wrk2,4.0.0,open,,rate,100,total,32,,,,,,,\
cluster,pod,,,
pod/none,a.txt,,,,none,none,,unknown,,,wrk2,4.0.0,open,,rate,100,total,32,,,,,,,cluster,pod,,,
""",
    "measurements.csv": """\
run,metric,stat,value,unit,quantile,component,name,scope,instances,raw,raw_unit,aggregation,\
method,locator,delta,baseline,low,high,censored
pod/istio,latency,quantile,2.5,ms,0.99,client,,per-instance,,2.5,ms,single,parsed,line 3,false,,,,
pod/none,latency,quantile,1.5,ms,0.99,client,,per-instance,,1.5,ms,single,parsed,line 3,false,,,,
""",
}

ADOPTERS = {
    "source.yaml": as_yaml({**SOURCE, "kind": "adopters", "environments": {}, "groups": {}}),
    "listings.csv": """\
name,claim,item,mesh,url,first,seen,removed,added_by,removed_by,note
Acme,mesh,,linkerd,https://acme.example.com/,2020-03-04,,,,,
Beta Inc,proxy,,,,,,,,,
Old Co,mesh,,linkerd,,2020-03-04,2021-05-06,2021-05-06,,,
""",
    "_decisions.yaml": """\
same:
  - name: Acme
    names:
      - Old Co
    reason: {en: It was renamed., ja: 改称したため。}
""",
}
"""A small valid list of adopters, and the decisions that stand beside the lists."""

RESULT = """\
Requests      [total, rate, throughput]         1000, 100.10, 100.00
Duration      [total, attack, wait]             10s, 9.99s, 10ms
Latencies     [min, mean, 50, 90, 95, 99, max]  1ms, 2ms, 1.5ms, 3ms, 4ms, 6ms, 9ms
Bytes In      [total, mean]                     1000, 1.00
Bytes Out     [total, mean]                     0, 0.00
Success       [ratio]                           100.00%
Status Codes  [code:count]                      200:1000
Error Set:
"""
"""What a load generator printed after a run."""


def source_files(changes: dict[str, Any] | None = None, **tables: str | None) -> dict[str, bytes]:
    """The files of the sample source by name.

    ``changes`` are put into ``source.yaml``; ``tables`` (``runs="..."``) replace whole tables,
    None takes one away.
    """
    files: dict[str, str | None] = {"source.yaml": as_yaml(patched(SOURCE, changes or {}))}
    files |= TABLES | {f"{name}.csv": text for name, text in tables.items()}
    return {name: text.encode() for name, text in files.items() if text is not None}


def write_source(root: Path, files: dict[str, bytes], name: str = "benchmarks/example") -> Path:
    """Put ``files`` into ``docs/data/<name>`` of the project at ``root``; gives the folder."""
    if "listings.csv" in files:
        name = "adopters/example"
    folder = root / "docs" / "data" / name
    folder.mkdir(parents=True)
    for file, content in files.items():
        (folder.parent if file == "_decisions.yaml" else folder).joinpath(file).write_bytes(content)
    return folder


def example_source(example: dict[str, Any]) -> tuple[dict[str, bytes], str]:
    """The files of an example of ``rules/codes.yaml`` for a source, and its own file's text."""
    name = example["data"]
    if name in ("listings.csv", "_decisions.yaml"):
        text = edited(ADOPTERS[name], example) + example.get("append", "")
        return {file: each.encode() for file, each in {**ADOPTERS, name: text}.items()}, text
    files = source_files(example.get("change") if name == "source.yaml" else None)
    if "absent" in example:
        del files[name]
        return files, ""
    text = example["text"] if "text" in example else files[name].decode()
    text = edited(text, example) + example.get("append", "")
    files[name] = text.encode()
    return files, text


def edited(text: str, example: dict[str, Any]) -> str:
    """``text`` with what the example replaces in it, which has to stand there once."""
    if "edit" not in example:
        return text
    old, new = example["edit"]["from"], example["edit"]["to"]
    assert text.count(old) == 1, f"{old!r} has to stand once in the sample"
    return text.replace(old, new)
