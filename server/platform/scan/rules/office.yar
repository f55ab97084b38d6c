// Documents that bring their own program. The outer head is in front of every piece that is scanned,
// so `at 0` asks for the kind of the whole file.

rule office_macro
{
  meta:
    says = "an Office document with macros"
  strings:
    $project = "vbaProject.bin" nocase
    $data = "vbaData.xml" nocase
    $sheets = "xl/macrosheets/" nocase
  condition:
    uint32be(0) == 0x504B0304 and any of them
}

rule office_macro_old_format
{
  meta:
    says = "an Office document (old format) with macros"
  strings:
    $project = "_VBA_PROJECT" wide
    $storage = "Macros" wide fullword
    $attribute = { 00 41 74 74 72 69 62 75 74 00 65 20 56 42 5F 4E 61 6D }
  condition:
    uint32be(0) == 0xD0CF11E0 and any of them
}

rule office_auto_exec
{
  meta:
    says = "an Office macro that starts by itself"
  strings:
    $attribute = "Attribut" ascii
    $open = /Auto_?(Open|Exec|Close|New)|Document_(Open|Close|New)|Workbook_(Open|Activate|BeforeClose)/ nocase
    $start = /\b(Shell|ShellExecute|WScript\.Shell|CreateObject|URLDownloadToFile|VirtualAlloc|powershell)\b/ nocase
  condition:
    $attribute and $open and $start
}

rule office_dde
{
  meta:
    says = "an Office document that starts a program through DDE"
  strings:
    $word = "<w:instrText" nocase
    $auto = /DDE(AUTO)?\s+("|&quot;)?(c:|cmd|powershell|mshta|\\\\)/ nocase
    $excel = /<ddeLink[^>]{0,200}ddeService="(cmd|powershell|mshta|msexcel)"/ nocase
  condition:
    ($word and $auto) or $excel
}

rule office_remote_template
{
  meta:
    says = "an Office document that loads a template from elsewhere"
  strings:
    $template = /relationships\/(attachedTemplate|frame|subDocument)"[^>]{0,300}Target="(https?:|file:|\\\\|mhtml:|ftp:)/ nocase
    $reversed = /Target="(https?:|file:|\\\\|mhtml:|ftp:)[^>]{0,300}relationships\/(attachedTemplate|frame|subDocument)"/ nocase
    $mhtml = /relationships\/oleObject"[^>]{0,300}Target="(mhtml:|https?:)/ nocase
  condition:
    any of them
}

rule office_package_object
{
  meta:
    says = "a document with a packed file object inside"
  strings:
    $native = { 01 00 4F 00 6C 00 65 00 31 00 30 00 4E 00 61 00 74 00 69 00 76 00 65 00 }
  condition:
    $native
}

rule office_activex
{
  meta:
    says = "an Office document with ActiveX controls"
  strings:
    $part = /(word|xl|ppt)\/activeX\/activeX[0-9]{1,4}\.(bin|xml)/ nocase
  condition:
    uint32be(0) == 0x504B0304 and $part
}

rule rich_text_object
{
  meta:
    says = "a rich text document with an embedded object"
  strings:
    $data = /\\obj(data|update|autlink|ocx)\b/ nocase
    $equation = "4571756174696f6e2e33" nocase
    $package = "5061636b61676500" nocase
  condition:
    uint32be(0) == 0x7B5C7274 and any of them
}

rule open_document_macro
{
  meta:
    says = "an OpenDocument file with macros"
  strings:
    $kind = "mimetypeapplication/vnd.oasis.opendocument."
    $basic = /Basic\/[A-Za-z0-9_ ]{1,64}\/[A-Za-z0-9_ ]{1,64}\.xml/
    $script = /Scripts\/(python|beanshell|javascript)\//
    $library = "script-lb.xml"
  condition:
    $kind in (0..128) and any of ($basic, $script, $library)
}
