// The agreed test file that every scanner must find. Written as bytes so that no scanner finds this rule.
rule eicar_test_file
{
  meta:
    says = "the EICAR test file, which every virus scanner must refuse"
  strings:
    $text = { 58 35 4F 21 50 25 40 41 50 5B 34 5C 50 5A 58 35 34 28 50 5E 29 37 43 43 29 37 7D 24 45 49 43 41 52 }
  condition:
    $text
}
