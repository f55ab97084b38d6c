/** The words people build passwords of first, collected by us: each stands for all its spellings and endings. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `
  password passwort passcode passphrase passwd pass motdepasse contrasena senha parola haslo wachtwoord salasana losenord
  welcome willkommen bienvenue bienvenido benvenuto letmein open opensesame access entry enter login logon signin secret
  geheim topsecret private secure security secured safe changeme change reset temp temporary initial default standard
  test testing tester demo example sample trial guest user username admin administrator root superuser sysadmin system
  server database backup network internet intranet wireless wifi router cisco oracle postgres mysql mongo redis docker
  kubernetes linux ubuntu debian windows microsoft office outlook google gmail yahoo amazon apple iphone android samsung
  facebook instagram twitter youtube linkedin whatsapp netflix spotify minecraft pokemon fortnite roblox playstation xbox
  nintendo caseward case cases matter manager master boss chief owner member staff team company office work business
  account accounts finance money dollar bitcoin crypto wallet bank
  monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag
  january february march april may june july august september october november december januar februar maerz mai juni juli
  oktober dezember spring summer autumn fall winter fruehling sommer herbst season holiday vacation weekend birthday
  christmas halloween easter newyear today tomorrow
  love iloveyou loveyou lovely lover mylove baby babygirl babyboy honey sweet sweetheart sweetie darling sugar angel angels
  princess prince queen king kiss kisses heart hearts forever always friend friends bestfriend family mother father mommy
  daddy brother sister happy smile sunshine rainbow flower flowers rose butterfly star stars moon sun sky ocean water fire
  freedom liberty peace hope faith trust jesus christ god heaven blessed believe church
  dragon monkey tiger lion eagle falcon hawk wolf wolves bear shark panther dolphin horse pony dog doggy puppy cat kitty
  kitten bunny rabbit turtle snake spider bird chicken fish cow pig zebra unicorn buddy max bella charlie cookie coffee
  chocolate cheese banana apple orange cherry pepper ginger peanut pizza bacon beer whisky vodka
  football baseball basketball soccer hockey tennis golf rugby cricket racing runner player coach winner champion champions
  liverpool arsenal chelsea manchester united barcelona madrid realmadrid juventus milan bayern dortmund lakers yankees
  cowboys steelers packers raiders patriots redsox warriors
  superman batman spiderman ironman hulk avengers marvel starwars skywalker jedi yoda matrix hobbit gandalf frodo potter
  hogwarts pikachu naruto goku sonic mario zelda halo thunder lightning shadow phoenix ninja samurai pirate pirates knight
  wizard magic mystic warrior hunter killer sniper ranger soldier marine army navy police hacker gamer
  michael jennifer jordan jessica daniel thomas robert george andrew joshua matthew anthony david james john joseph william
  richard charles chris christian christopher steven kevin brian jason justin brandon ryan nicholas nicole amanda ashley
  melissa michelle stephanie samantha sarah laura anna maria martin peter paul mark stefan andreas alexander alex sophie
  julia lisa emma emily olivia hannah lucas leon felix oliver harry jack charlotte victoria patrick sebastian dennis
  america american canada england london paris berlin munich hamburg vienna zurich texas california florida chicago boston
  newyork dallas houston seattle london sydney australia germany deutschland france spain italy india pakistan china japan
  russia moscow brazil mexico poland europe
  qwerty qwertz azerty asdf zxcv abcd qaz wsx qazwsx iamthe hello goodbye whatever nothing something anything everyone
  nobody please thanks thankyou computer laptop keyboard mouse monitor printer phone mobile number letter word
  trustno matrix mustang ferrari porsche mercedes toyota honda yamaha harley corvette camaro jaguar bmw audi
  blue red green yellow purple pink black white silver golden gold orange summertime black blackjack lucky luck casino
  hunter music guitar piano drummer metal metallica nirvana slipknot rock rockstar eminem blink beatles dance dancer
  cool awesome amazing perfect special super superstar power turbo rocket diamond crystal silver platinum alpha omega delta
  sigma beta zero one two three four five six seven eight nine ten first second last new old big little my the your our
  i am is a in of on at to for and or no yes not me you we
  `
    .trim()
    .split(/\s+/),
);

/** Rows and columns of keyboards, and what is counted or recited: any stretch of four, forwards or backwards. */
export const RUNS: readonly string[] = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'qazwsxedcrfvtgbyhnujmikolp',
  'abcdefghijklmnopqrstuvwxyz',
];
