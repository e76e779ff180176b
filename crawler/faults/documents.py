"""What became of an attachment."""

FAULTS: dict[str, tuple[str, str]] = {
    # why there is no file
    "elsewhere": (
        "{url} lies on {host}, which is not called; open it yourself.",
        "{url} 位于本系统不访问的网站{host}，请自行打开。",
    ),
    "led_elsewhere": (
        "{url} leads to {host}, which is not called; open it yourself.",
        "{url} 转至本系统不访问的网站{host}，请自行打开。",
    ),
    "led_inside": (
        "{url} leads to an address inside the house ({host}); it was not followed.",
        "{url} 转至内部网络地址（{host}），未予访问。",
    ),
    "bad_address": (
        "{url} is no address that can be called.",
        "{url} 不是可访问的网址。",
    ),
    "gone": (
        "{url} is no longer there (HTTP {status}).",
        "{url} 已不存在（HTTP {status}）。",
    ),
    "file_throttled": (
        "{url} could not be fetched: {host} asks us to slow down (HTTP {status}).",
        "未能获取 {url}：{host}要求降低访问频率（HTTP {status}）。",
    ),
    "file_too_large": (
        "{url} is larger than {limit} MB and was not taken.",
        "{url} 超过{limit} MB，未予下载。",
    ),
    "not_modified": (
        "{url} answered that nothing has changed, but its file is not held here.",
        "{url} 称内容未变，但本系统并未存有该文件。",
    ),
    "host_rests": (
        "{host} is not called further in this run; {count} files wait.",
        "本次不再访问{host}，另有{count}个文件待获取。",
    ),
    "documents_busy": (
        "Another run is fetching documents; this one ends at once.",
        "另一项附件采集正在进行，本次不再执行。",
    ),
    "no_room": (
        "Only {free} MB of the disk are free: no further document was fetched;"
        " make room for them.",
        "磁盘仅剩{free} MB可用空间，已停止采集附件，请清理磁盘。",
    ),
    "documents_offline": (
        "Offline: no document was fetched.",
        "离线模式：未获取任何文件。",
    ),
    # why a file that came is not taken
    "empty_file_came": (
        "The file is empty.",
        "文件内容为空。",
    ),
    "page_instead": (
        "A web page or message came in place of {name}: {title!r}.",
        "返回的不是文件{name}，而是网页或提示信息：“{title}”。",
    ),
    "challenge": (
        "The page is a barrier or an error message, not the text: {title!r}.",
        "返回的是验证页或错误提示，而非正文：“{title}”。",
    ),
    "wrong_kind": (
        "{name} is not the kind of file it should be: its bytes are {kind}.",
        "{name}的文件类型不符：实际内容为{kind}。",
    ),
    "macros": (
        "The file holds macros ({part}) and was not taken.",
        "文件含有宏（{part}），未予接收。",
    ),
    "bomb": (
        "The file unpacks to an unreasonable size and was not taken: {reason}.",
        "文件解压后体积异常，未予接收：{reason}。",
    ),
    "hostile_xml": (
        "{part} in the file declares entities, as no document does; it was not taken.",
        "文件中的{part}声明了实体，正常文档不会如此，未予接收。",
    ),
    # why there is no text, or not all of it
    "damaged": (
        "The file is damaged or was broken off: {reason}.",
        "文件损坏或不完整：{reason}。",
    ),
    "encrypted": (
        "The file is encrypted and cannot be read without its password.",
        "文件已加密，没有密码无法读取。",
    ),
    "unread_kind": (
        "Files of the kind {kind} are not read; open it yourself.",
        "不读取{kind}类型的文件，请自行打开。",
    ),
    "no_program": (
        "Older Word files (.doc) need the program {program}: install the package"
        " {program}.",
        "读取旧版Word文件（.doc）需要{program}程序，请安装软件包{program}。",
    ),
    "no_text": ("The file holds no text.", "文件中没有文字。"),
    "scanned": (
        "The {pages} pages are pictures; there is no text to be read.",
        "共{pages}页，均为扫描图像，无法提取文字。",
    ),
    "partly_scanned": (
        "{pictures} of the {pages} pages are pictures; only the others were read.",
        "共{pages}页，其中{pictures}页为扫描图像，只读取了其余各页。",
    ),
    "broken_pages": (
        "{broken} of the {pages} pages are damaged; only the others were read.",
        "共{pages}页，其中{broken}页损坏，只读取了其余各页。",
    ),
    "first_pages": (
        "Only the first {read} of {pages} pages were read.",
        "共{pages}页，只读取了前{read}页。",
    ),
    "first_letters": (
        "Only the first {letters} letters of the text were kept.",
        "文字过长，只保留了前{letters}个字符。",
    ),
    "too_slow": (
        "Reading the file took longer than {seconds} seconds and was given up.",
        "读取文件超过{seconds}秒，已放弃。",
    ),
    "too_hungry": (
        "Reading the file took more than {limit} MB of memory and was given up.",
        "读取文件占用内存超过{limit} MB，已放弃。",
    ),
    "reader_died": (
        "The reader broke down over this file ({reason}); nothing of it was kept.",
        "读取该文件时程序异常中止（{reason}），未保留任何内容。",
    ),
}
"""Sentences on the bytes name no address: the same bytes may have several."""
