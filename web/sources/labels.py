"""What the states, ways and figures of sources are called."""

from flask_babel import lazy_gettext as _

from models.document_states import DocumentState
from models.source import RunState
from web.marks import N_
from web.sources.held import Why
from web.sources.service import Health

HEALTHS = {
    Health.FAILED: _("失败"),
    Health.LATE: _("久未采到"),
    Health.QUIET: _("久无新内容"),
    Health.AILING: _("部分失败"),
    Health.WELL: _("正常"),
    Health.NEVER: _("尚未采集"),
    Health.HELD: _("暂不采集"),
    Health.OFF: _("已停用"),
}
STATES = {
    RunState.RUNNING: _("进行中"),
    RunState.OK: _("完成"),
    RunState.OK_ZERO: _("完成，来源确认无新内容"),
    RunState.DEGRADED: _("部分失败"),
    RunState.FAILED: _("失败"),
    RunState.SKIPPED: _("跳过"),
}
MARKS = {
    RunState.OK: Health.WELL,
    RunState.OK_ZERO: Health.WELL,
    RunState.DEGRADED: Health.AILING,
    RunState.FAILED: Health.FAILED,
}
"""The mark that stands beside the end of a run."""
WAYS = {
    "starter": _("示例档案"),
    "api": _("接口"),
    "website": _("网站"),
    "workbook": _("全量工作簿"),
    "feed": _("发布者数据"),
    "file": _("导入文件"),
}
COUNTS = {
    "rows": _("记录"),
    "documents": _("文件"),
    "new": _("新入库"),
    "changed": _("变更"),
    "unchanged": _("未变"),
    "bad": _("未能使用"),
    "dropped": _("不属范围"),
    "pages": _("页"),
}
"""The figures of a run in the order they are shown."""
ATTACHMENTS = {
    DocumentState.FETCHED: _("已取得"),
    DocumentState.WAITING: _("待取"),
    DocumentState.ELSEWHERE: _("只在发布者网站，未下载"),
    DocumentState.FAILED: _("取回失败，将再试"),
    DocumentState.REFUSED: _("未接受（过大、空白或类型不符）"),
    DocumentState.GONE: _("发布者已撤下"),
}
LICENCES = {
    "WTO content; reproduced facts with the source named": _(
        "世贸组织内容，转载事实并注明来源"
    ),
    "public domain (17 U.S.C. 105)": _("公有领域（《美国法典》第17编第105条）"),
    "Open Government Licence v3.0": _("英国开放政府许可3.0版"),
    "CC BY 4.0; Publications Office of the European Union": _("CC BY 4.0，欧盟出版局"),
    "European Commission reuse notice, CC BY 4.0": _(
        "欧盟委员会文件再利用声明，CC BY 4.0"
    ),
    "CC BY 4.0; European Commission, DG SANTE": _(
        "CC BY 4.0，欧盟委员会健康与食品安全总司"
    ),
    "Government of Japan Standard Terms of Use 2.0, CC BY 4.0": _(
        "日本政府标准使用条款2.0版，CC BY 4.0"
    ),
}
"""The terms of use that the cards name, by their own words."""
HOLDS = {
    Why.UNPROVEN: N_(
        "采集方式依据公开资料写成，尚未与真实返回核对，因此默认停用。"
        "管理员可在本页启用，并请核对头几次采集的结果。"
    ),
    Why.BY_HAND: N_("管理员已停用。已入库的内容仍可查阅，管理员可在本页重新启用。"),
    Why.NO_KEY: N_(
        "没有设置 %(setting)s，暂不采集。密钥可向发布者免费申请，"
        "设置后随下一次定时采集。"
    ),
    Why.NOT_NAMED: N_(
        "%(setting)s 限定了要采集的来源，其中没有 %(slug)s；加入后随下一次定时采集。"
    ),
}
"""Why a source is not called, and what to do to have it called."""
