rule html_smuggling
{
  meta:
    says = "a page that builds a file on the reader's machine and saves it"
  strings:
    $script = "<script" nocase
    $decode = /\batob\s*\(|fromCharCode|Uint8Array|data:application\/octet-stream;base64/ nocase
    $blob = /createObjectURL|msSave(OrOpen)?Blob|new\s+Blob\s*\(/ nocase
    $save = /\.download\s*=|setAttribute\s*\(\s*['"]download|msSave(OrOpen)?Blob|\.click\s*\(\s*\)/ nocase
  condition:
    all of them
}

rule html_application
{
  meta:
    says = "an HTML application, which runs outside the browser"
  strings:
    $tag = "<hta:application" nocase
  condition:
    $tag
}

rule web_shell
{
  meta:
    says = "a program for a web server"
  strings:
    $php = /<\?(php|=)[^?]{0,512}\b(eval|assert|system|shell_exec|passthru|proc_open|base64_decode)\s*\(/ nocase
    $jsp = /<%[^%]{0,512}Runtime\.getRuntime\(\)\.exec/ nocase
    $asp = /<%[^%]{0,512}(eval|execute)\s*\(?\s*request/ nocase
  condition:
    any of them
}
