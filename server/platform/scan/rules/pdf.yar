// Compressed parts are unpacked first, so these names are found in object streams too.
// A name may be written with hex escapes (ISO 32000-1 §7.3.5).

rule pdf_javascript
{
  meta:
    says = "a PDF that runs JavaScript"
  strings:
    $name = /\/(J|#4[Aa])(a|#61)(v|#76)(a|#61)(S|#53)(c|#63)(r|#72)(i|#69)(p|#70)(t|#74)/
    $form = /<script[^>]{0,200}contentType="application\/x-javascript"/ nocase
  condition:
    uint32be(0) == 0x25504446 and any of them
}

rule pdf_launch
{
  meta:
    says = "a PDF that starts a program"
  strings:
    $name = /\/(S|#53)\s{0,8}\/(L|#4[Cc])(a|#61)(u|#75)(n|#6[Ee])(c|#63)(h|#68)/
  condition:
    uint32be(0) == 0x25504446 and $name
}

rule pdf_open_action_elsewhere
{
  meta:
    says = "a PDF that opens another place by itself"
  strings:
    $action = /\/(OpenAction|AA)\s{0,8}<<[^>]{0,256}\/S\s{0,8}\/(URI|GoToR|GoToE|SubmitForm|ImportData)\b/
  condition:
    uint32be(0) == 0x25504446 and $action
}

rule pdf_rich_media
{
  meta:
    says = "a PDF with a Flash or 3D player inside"
  strings:
    $media = /\/Subtype\s{0,8}\/(RichMedia|3D)\b/
  condition:
    uint32be(0) == 0x25504446 and $media
}
