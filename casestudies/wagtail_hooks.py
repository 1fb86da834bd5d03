"""Where case studies show in the admin."""

from wagtail import hooks

from casestudies.admin.case_study_list import CaseStudyList


@hooks.register("register_admin_viewset")
def case_study_list() -> CaseStudyList:
    return CaseStudyList()
