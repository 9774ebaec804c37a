"""Is it right? One module a family, one small function a rule; their words in ``codes.yaml``.

``check_project`` reads and checks everything, ``check_files`` only tells what is wrong,
``check_case`` looks at one case among the others.
"""

from meshbook.rules.project import check_case, check_files, check_project, errors_in

__all__ = ["check_case", "check_files", "check_project", "errors_in"]
