"""What is wrong with a table of exports, and what is told of one that is kept."""

FAULTS: dict[str, tuple[str, str]] = {
    "export_columns": (
        "{file} lacks the columns {missing}; see the template.",
        "{file}缺少列：{missing}。请按模板补齐后再导入。",
    ),
    "export_refused": (
        "{problems} Nothing of {file} was stored; correct it and import it again.",
        "{problems}{file}未存入任何数据，请改正后重新导入。",
    ),
    "export_more": ("More faults: {count}.", "另有{count}行有误。"),
    "export_empty": (
        "{file} holds no row that can be stored.",
        "{file}中没有可存入的数据行。",
    ),
    "export_period": (
        "Row {row}: {words!r} is no year or month.",
        "第{row}行：“{words}”不是年份或月份（如2025或2025-06）。",
    ),
    "export_mixed": (
        "Row {row} is a {kind}, the rows before it are not; give years or months.",
        "第{row}行与前面各行的期间不一致，年度和月度数据请分开导入。",
    ),
    "export_code": (
        "Row {row}: {words!r} is no HS code of 4 to 10 digits.",
        "第{row}行：“{words}”不是4至10位商品编码。",
    ),
    "export_no_market": ("Row {row} names no market.", "第{row}行没有贸易伙伴。"),
    "export_no_value": ("Row {row} has no value.", "第{row}行没有出口额。"),
    "export_value": (
        "Row {row}: the value {words!r} is no number.",
        "第{row}行：出口额“{words}”不是数字。",
    ),
    "export_negative": (
        "Row {row}: the value {words} is negative.",
        "第{row}行：出口额{words}为负数。",
    ),
    "export_double": (
        "Row {row} repeats row {first}: same period, code and market.",
        "第{row}行与第{first}行重复（期间、编码、市场相同）。",
    ),
    "export_overlap": (
        "Row {row} states {code}, which lies in {wider} of row {first}.",
        "第{row}行的{code}已包含在第{first}行的{wider}中，请保留一种位数。",
    ),
    "export_currency": (
        "Row {row}: {words!r} is no currency or unit that we know; write 元, 万元,"
        " 亿元, 美元, CNY or USD.",
        "第{row}行：币种或单位“{words}”无法识别，请写明元、万元、亿元、美元、CNY或USD。",
    ),
    "export_no_unit": (
        "The table names no currency; write it into the heading, such as"
        " 出口额（万元）, or into a column currency.",
        "表中未注明币种和单位，请写入列名（如“出口额（万元）”）或增加currency列。",
    ),
    "export_edition": (
        "Row {row}: {words!r} is no edition of the HS that can be read; write HS2022"
        " or HS2017.",
        "第{row}行：HS版本“{words}”无法识别，请写HS2022或HS2017。",
    ),
    "export_differs": (
        "Row {row} has another {field} than the rows before it; one table has one.",
        "第{row}行的{field}与前面各行不同，同一表内应一致。",
    ),
    "export_retrieved": (
        "Row {row}: {words!r} is no day; write it as 2026-01-31.",
        "第{row}行：获取日期“{words}”无法识别，请写成2026-01-31。",
    ),
    "export_months": (
        "The months from {first} to {last} are not twelve in a row, so they make no"
        " year.",
        "{first}至{last}的月份不足连续12个月，无法合成年度数据。",
    ),
    # beside a table that is kept
    "export_unknown_market": (
        "Row {row}: {name!r} is no Member or observer of the WTO; rows left out:"
        " {rows}.",
        "第{row}行：“{name}”不是世贸组织成员或观察员，共{rows}行未计入。",
    ),
    "export_unknown_code": (
        "Row {row}: {code} is no code of the HS; rows left out: {rows}.",
        "第{row}行：{code}不在HS编码表中，共{rows}行未计入。",
    ),
    "export_totals": (
        "Rows of totals left out: {rows}, from row {row} on.",
        "合计行{rows}行未计入，首见第{row}行。",
    ),
    "export_cut": (
        "Codes of 8 or 10 digits, or not in the edition, cut and summed: {rows}.",
        "{rows}行的8位、10位或本版未列的编码已截取并合并。",
    ),
    "export_padded": (
        "Codes that had lost their first zero, which was put back: {rows}.",
        "{rows}行的编码缺少首位0，已补回。",
    ),
    "export_summed": (
        "Months were summed to years of twelve months: {years}.",
        "月度数据已按12个月合计：{years}。",
    ),
    "export_left_months": (
        "Months left out, as they belong to no twelve in a row: {months}.",
        "有{months}个月不足连续12个月，未计入。",
    ),
    "export_converted": (
        "Values converted from {edition} to HS2022: {rows}; a code that was split is"
        " divided equally.",
        "{rows}行按{edition}换算为HS2022，拆分的编码均分。",
    ),
    "export_edition_by_year": (
        "The edition is not stated; by the year it is {edition}.",
        "表中未注明HS版本，按年份认定为{edition}。",
    ),
    "export_no_source": (
        "The source is not stated; the name of the file stands for it.",
        "表中未注明来源，以文件名代替。",
    ),
    "export_other_columns": (
        "These columns were not used: {headings}.",
        "未使用的列：{headings}。",
    ),
}
