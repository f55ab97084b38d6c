// Files that are two things at once: a picture for one reader, a program or page for another.

rule picture_with_code
{
  meta:
    says = "a picture with a page or program inside"
  strings:
    $php = "<?php" nocase
    $script = /<script[\s>]/ nocase
    $jsp = "<%@ page" nocase
    $html = /<(html|iframe|body)[\s>]/ nocase
    $comment = { 47 49 46 38 (37 | 39) 61 2F 2A }
    $assignment = { 47 49 46 38 (37 | 39) 61 3D }
  condition:
    (
      uint32be(0) == 0x89504E47 or
      uint32be(0) == 0x47494638 or
      uint16be(0) == 0xFFD8 or
      uint16be(0) == 0x424D or
      (uint32be(0) == 0x52494646 and uint32be(8) == 0x57454250)
    ) and any of them
}

rule picture_with_archive
{
  meta:
    says = "a picture with an archive inside"
  strings:
    $zip = { 50 4B 03 04 (0A | 14 | 2D) 00 ?? (00 | 08) (00 | 08 | 09 | 0C) 00 }
    $rar = { 52 61 72 21 1A 07 (00 | 01) }
    $seven = { 37 7A BC AF 27 1C 00 (03 | 04) }
  condition:
    (
      uint32be(0) == 0x89504E47 or
      uint32be(0) == 0x47494638 or
      uint16be(0) == 0xFFD8 or
      (uint32be(0) == 0x52494646 and uint32be(8) == 0x57454250)
    ) and any of them
}

rule picture_with_document
{
  meta:
    says = "a picture with a PDF inside"
  strings:
    $pdf = /%PDF-[12]\.[0-9]/
  condition:
    (
      uint32be(0) == 0x89504E47 or
      uint32be(0) == 0x47494638 or
      uint16be(0) == 0xFFD8 or
      uint16be(0) == 0x424D
    ) and $pdf
}

rule document_behind_something
{
  meta:
    says = "a PDF that begins as something else"
  strings:
    $pdf = /%PDF-[12]\.[0-9]/
    $trailer = "startxref"
  condition:
    $pdf in (1..1024) and $trailer and
    (uint16be(0) == 0x4D5A or uint8(0) == 0x3C or uint16be(0) == 0x2321)
}
