"""The few words that documentation pages share, in the languages that their authors write.

Columns are recognised by what stands in their cells; these words settle what cells leave open.
"""

from __future__ import annotations

from typing import Literal

Column = Literal[
    "name", "type", "required", "default", "values", "description", "location", "status"
]

_HEADERS: dict[Column, str] = {
    "name": """
        name|parameter|parameters|param|field|property|attribute|key|argument|header|variable
        名称|参数|参数名|参数名称|字段|字段名|字段名称|属性|属性名|键|请求头|响应头|變數|參數|欄位
        パラメータ|パラメーター|フィールド|名前|項目|ヘッダー|이름|매개변수|필드|nom|champ|paramètre
        feld|campo|nombre|parámetro|nome|parâmetro|имя|параметр|поле""",
    "type": """
        type|data type|datatype|schema|format|类型|数据类型|字段类型|参数类型|類型|型|タイプ|データ型|타입|유형|자료형
        typ|datentyp|tipo|тип""",
    "required": """
        required|required?|mandatory|optional|is required|必填|是否必填|必选|是否必选|是否必须|必须|必需|是否必需|必填项|可选
        必須|必要|필수|필수 여부|필수여부|obligatoire|requis|pflicht|erforderlich|obligatorio|requerido|obrigatório|обязательный
        обязательно""",
    "default": """
        default|default value|默认|默认值|缺省值|預設值|デフォルト|デフォルト値|既定値|初期値|기본값|défaut|valeur par défaut
        standard|standardwert|predeterminado|por defecto|padrão|по умолчанию""",
    "values": """
        values|value|allowed values|possible values|enum|options|range|example|examples|constraints|limits|limit
        可选值|取值|取值范围|枚举|枚举值|范围|示例|例|示例值|値|許容値|例示|예시|값|valeurs|werte|valores|значения|пример""",
    "description": """
        description|meaning|notes|note|details|comment|remarks|说明|描述|备注|含义|解释|說明|説明|備考|설명|beschreibung
        descripción|descrição|описание|remarque|signification""",
    "location": "in|location|position|位置|参数位置|传参方式|場所|위치|emplacement|ort|ubicación",
    "status": """
        status|status code|http status|http status code|code|http code|状态码|HTTP状态码|http 状态码|错误码|响应码
        ステータスコード|ステータス|상태 코드|statuscode|código|код""",
}


def _words(text: str) -> frozenset[str]:
    return frozenset(
        word.strip().lower() for word in text.replace("\n", "|").split("|") if word.strip()
    )


HEADERS: dict[Column, frozenset[str]] = {kind: _words(text) for kind, text in _HEADERS.items()}
"""What a header cell may say, in lower case, by the column that it heads."""

TYPES: dict[str, str] = {
    word: kind
    for kind, words in {
        "string": "string|str|text|uuid|date|datetime|date-time|uri|url|enum|字符串|文本|文字列|문자열|字串|строка|chaîne|chaîne de caractères|cadena|texto|zeichenkette|stringa",
        "integer": "integer|int|int32|int64|long|整数|整型|整數|정수|целое|целое число|entier|entero|inteiro|ganzzahl|intero",
        "number": "number|float|double|decimal|numeric|数字|数值|浮点数|浮点|數字|數值|数値|小数|숫자|число|nombre|número|zahl|numero",
        "boolean": "boolean|bool|布尔|布尔值|布林|真偽値|ブール|ブール値|불리언|логический|booléen|booleano|wahrheitswert",
        "object": "object|map|dict|json|json object|对象|物件|オブジェクト|객체|объект|objet|objeto|objekt|oggetto",
        "array": "array|list|数组|列表|陣列|配列|배열|массив|список|tableau|liste|lista|matriz|arreglo",
        "file": "file|binary|文件|二进制|檔案|ファイル|파일|файл|fichier|archivo|arquivo|datei",
        "null": "null",
        "any": "any|mixed|任意类型",
    }.items()
    for word in words.split("|")
}
"""What a type column says, in lower case, to the JSON type (or ``file``, ``any``)."""

YES = _words(
    """yes|y|true|required|✓|✔|✅|√|●|☑|x|是|必填|必選|必选|必须|必需|必須|はい|○|◯|필수|예|oui|ja|sí|si|sim|да|required.
    mandatory|obligatoire|erforderlich|pflicht|obligatorio|requerido|obrigatório|обязательно"""
)
NO = _words(
    """no|n|false|optional|-|–|—|✗|✘|✕|❌|×|☐|否|可选|可選|選填|选填|非必填|不必填|非必须|不|任意|いいえ|省略可|オプション|선택|아니오
    아니요|non|nein|não|нет|optionnel|facultatif|opcional|необязательно|not required|conditional|条件|条件必填"""
)

SIDES: tuple[tuple[str, str], ...] = (
    (
        "errors",
        r"error|错误|錯誤|异常|失败响应|エラー|오류|fehler|erreur|ошибк|failure response|status codes?$|状态码"
        r"|ステータスコード",
    ),
    (
        "answer",
        r"respon|return|响应|返回|回應|應答|应答|出参|输出|output|レスポンス|戻り値|応答|응답|antwort|réponse|respuesta"
        r"|resposta|ответ|result(?:s|at)?\b|结果",
    ),
    (
        "request",
        r"request|param|body|argument|input|请求|参数|入参|提交|請求|參數|リクエスト|パラメ|요청|매개변수|anfrage|requête"
        r"|solicitud|requisição|запрос|параметр|fields?\b|字段|说明",
    ),
)
"""What a heading's words say of the things below it; the first that fits."""

PLACES: tuple[tuple[str, str], ...] = (
    ("header", r"header|请求头|响应头|標頭|ヘッダ|헤더|en-tête|cabecera|cabeçalho|заголов"),
    ("path", r"\bpath\b|路径|路徑|パスパラメ|パス|경로|pfad|chemin|ruta|путь"),
    (
        "query",
        r"\bquery|查询参数|查詢參數|url 参数|クエリ|쿼리|querystring|consulta|строк[аи] запроса",
    ),
    (
        "body",
        r"\bbody\b|请求体|请求参数|request param|payload|multipart|application/json|ボディ|본문|corps|cuerpo|тело",
    ),
)
"""Where parameters go, by the words of a heading."""
