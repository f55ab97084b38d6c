// Programs, wherever in the file they begin: behind a picture, inside an archive, under another name.

rule windows_program
{
  meta:
    says = "a Windows program"
  strings:
    $mz = { 4D 5A [58] ?? ?? 00 00 }
  condition:
    for any i in (1..#mz) : (
      uint32(@mz[i] + 0x3C) >= 0x40 and
      uint32(@mz[i] + uint32(@mz[i] + 0x3C)) == 0x00004550
    )
}

rule unix_program
{
  meta:
    says = "a Linux or Unix program"
  strings:
    $little = { 7F 45 4C 46 (01 | 02) 01 01 ?? ?? [7] (01 | 02 | 03 | 04) 00 ?? ?? 01 00 00 00 }
    $big = { 7F 45 4C 46 (01 | 02) 02 01 ?? ?? [7] 00 (01 | 02 | 03 | 04) ?? ?? 00 00 00 01 }
  condition:
    any of them
}

rule mac_program
{
  meta:
    says = "a macOS program"
  strings:
    $little = { (CE | CF) FA ED FE (07 | 0C | 12) 00 00 (00 | 01) ?? ?? ?? (00 | 80) (01 | 02 | 06 | 07 | 08 | 0A | 0B) 00 00 00 }
    $big = { FE ED FA (CE | CF) (00 | 01) 00 00 (07 | 0C | 12) (00 | 80) ?? ?? ?? 00 00 00 (01 | 02 | 06 | 07 | 08 | 0A | 0B) }
    $universal = { CA FE BA (BE | BF) 00 00 00 (01 | 02 | 03 | 04) (00 | 01) 00 00 (07 | 0C | 12) (00 | 80) }
  condition:
    any of them
}

rule java_program
{
  meta:
    says = "a Java program"
  strings:
    $class = { CA FE BA BE 00 (00 | 03) 00 (2D | 2E | 2F | 30 | 31 | 32 | 33 | 34 | 35 | 36 | 37 | 38 | 39 | 3A | 3B | 3C | 3D | 3E | 3F | 40 | 41 | 42 | 43 | 44 | 45 | 46 | 47) }
    $method = "<init>"
    $code = "Code"
    $object = "java/lang/"
  condition:
    $class and $method and $code and $object
}

rule android_program
{
  meta:
    says = "an Android program"
  strings:
    $dex = { 64 65 78 0A 30 33 (35 | 36 | 37 | 38 | 39) 00 }
  condition:
    $dex
}

rule windows_shortcut
{
  meta:
    says = "a Windows shortcut, which can start any program"
  strings:
    $link = { 4C 00 00 00 01 14 02 00 00 00 00 00 C0 00 00 00 00 00 00 46 }
  condition:
    $link
}

rule windows_installer
{
  meta:
    says = "a Windows installer package"
  strings:
    $root = { 84 10 0C 00 00 00 00 00 C0 00 00 00 00 00 00 46 }
  condition:
    uint32be(0) == 0xD0CF11E0 and $root
}

rule script_host_dropper
{
  meta:
    says = "a script that starts programs"
  strings:
    $host = /new\s+ActiveXObject\s*\(|CreateObject\s*\(/ nocase
    $shell = "WScript.Shell" nocase
    $application = "Shell.Application" nocase
    $stream = "ADODB.Stream" nocase
    $request = "MSXML2.XMLHTTP" nocase
  condition:
    $host and ($stream or $request) and ($shell or $application)
}
