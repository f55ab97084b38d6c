import { type Headings, report, type Story } from './story.ts';

const GERMAN: Headings = {
  happened: 'Was geschehen ist',
  timeline: ['Verlauf', 'Zeit', 'was'],
  cause: 'Ursache',
  done: 'Was getan wurde',
  change: 'Was wir ändern',
};
const FRENCH: Headings = {
  happened: 'Ce qui s’est passé',
  timeline: ['Déroulement', 'heure', 'fait'],
  cause: 'Cause',
  done: 'Ce qui a été fait',
  change: 'Ce que nous changeons',
};
const SPANISH: Headings = {
  happened: 'Qué ocurrió',
  timeline: ['Cronología', 'hora', 'hecho'],
  cause: 'Causa',
  done: 'Qué se hizo',
  change: 'Qué cambiamos',
};
const JAPANESE: Headings = {
  happened: '発生した事象',
  timeline: ['経過', '時刻', '内容'],
  cause: '原因',
  done: '対応',
  change: '再発防止',
};
const POLISH: Headings = {
  happened: 'Co się stało',
  timeline: ['Przebieg', 'czas', 'zdarzenie'],
  cause: 'Przyczyna',
  done: 'Co zrobiono',
  change: 'Co zmieniamy',
};

/** Sites that write in other languages than English. */
export const ELSEWHERE: readonly Story[] = [
  {
    type: 'incident',
    category: 'Hardware',
    tags: ['root cause known'],
    severity: 'high',
    things: ['Kompressor K1', 'Kompressor K2', 'Förderband B3', 'Kessel 4'],
    sites: ['Werk Süd', 'Werk Nord', 'Halle 6', 'Kraftwerk'],
    title: '{thing} ({site}) nach Wartung nicht angelaufen',
    summary: 'Der Anlauf gelang erst nach {minutes} Minuten; Ursache war ein vertauschtes Kabel.',
    body: report(
      {
        happened:
          'Nach der geplanten Wartung ließ sich {thing} im Bereich {site} nicht starten. Die Steuerung meldete eine fehlende Phase, die Messung am Schaltschrank zeigte keine.',
        timeline: [
          'Startversuch, Meldung „Phase fehlt“',
          'Zweiter Versuch durch die Instandhaltung',
          'Anlauf mit {value} A',
        ],
        cause:
          'Beim Anschließen wurden zwei Leiter des Überwachungsrelais vertauscht. Die Beschriftung war durch Öl unlesbar geworden.',
        done: 'Leiter getauscht, Beschriftung erneuert, Drehrichtung geprüft.',
        change: [
          'Fotos vor dem Abklemmen sind Teil des Auftrags',
          'Beschriftung in Schrumpfschlauch statt auf Papier',
        ],
      },
      GERMAN,
    ),
    comments: ['Bitte das Foto vom Schaltschrank noch anhängen.', 'Erledigt, es hängt am Fall.'],
    file: 'drawing',
  },
  {
    type: 'incident',
    category: 'Software',
    tags: ['workaround'],
    severity: 'medium',
    things: ['Etikettendrucker', 'Waage', 'Terminal', 'Handscanner'],
    sites: ['Versand', 'Wareneingang', 'Kommissionierung', 'Rampe 3'],
    title: 'Umlaute fehlen am {thing} ({site})',
    summary: 'Aus „Müller“ wurde „M?ller“; {value} Sendungen mussten neu ausgezeichnet werden.',
    body: report(
      {
        happened:
          'Seit der Umstellung druckt das Gerät ({thing}, {site}) statt Umlauten Fragezeichen. Adressen wurden dadurch nicht gefunden.',
        timeline: ['Erste Rückfrage aus dem Lager', 'Fehler nachgestellt', 'Zeichensatz fest eingestellt'],
        cause:
          'Der neue Treiber nimmt den Zeichensatz des Systems an, das Gerät erwartet seit jeher einen anderen.',
        done: 'Zeichensatz im Treiber fest eingestellt, Sendungen des Tages neu ausgezeichnet.',
        change: ['Abnahme neuer Treiber mit einer Adresse voller Sonderzeichen'],
      },
      GERMAN,
    ),
    comments: ['Gilt das auch für die Geräte in der Werkstatt?'],
    file: 'settings',
  },
  {
    type: 'incident',
    category: 'Safety',
    tags: ['near miss'],
    severity: 'high',
    things: ['le pont roulant 2', 'le chariot 14', 'la nacelle', 'le quai 5'],
    sites: ['atelier est', 'entrepôt', 'cour sud', 'bâtiment C'],
    title: 'Presque accident avec {thing} ({site})',
    summary: 'Personne n’a été blessé ; la zone a été fermée pendant {minutes} minutes.',
    body: report(
      {
        happened:
          'Une personne est entrée dans la zone de {thing} ({site}) alors que la manœuvre était en cours. Le conducteur l’a vue dans le miroir et s’est arrêté.',
        timeline: ['Début de la manœuvre', 'Arrêt d’urgence', 'Zone balisée de nouveau'],
        cause: 'La chaîne de balisage avait été décrochée pour une livraison et n’avait pas été remise.',
        done: 'Zone fermée, équipe réunie sur place, chaîne remise.',
        change: ['Barrière qui se referme seule', 'Rappel lors de la prise de poste'],
      },
      FRENCH,
    ),
    comments: ['Merci pour la clarté du récit. La barrière est-elle commandée ?'],
    file: 'drawing',
  },
  {
    type: 'incident',
    category: 'Process',
    tags: ['customer affected'],
    severity: 'medium',
    things: ['lot 88', 'lot 91', 'lot 97', 'lot 104'],
    sites: ['ligne 1', 'ligne 2', 'ligne 3', 'conditionnement'],
    title: 'Date de péremption illisible sur le {thing} ({site})',
    summary: '{value} cartons retenus avant l’expédition.',
    body: report(
      {
        happened:
          'L’impression de la date sur le {thing} ({site}) s’est effacée au toucher. Le contrôle par caméra ne l’a pas signalé.',
        timeline: ['Premier carton douteux', 'Ligne arrêtée', 'Tête d’impression nettoyée'],
        cause:
          'L’encre avait été changée pour une autre qui sèche plus lentement ; la caméra lit la date avant le frottement du convoyeur.',
        done: 'Cartons retenus, réimprimés et contrôlés un par un.',
        change: ['Essai de frottement à chaque changement d’encre', 'Caméra déplacée après le convoyeur'],
      },
      FRENCH,
    ),
    comments: ['Combien de cartons étaient déjà partis ?', 'Aucun, le camion attendait encore.'],
    file: 'log',
  },
  {
    type: 'incident',
    category: 'Network',
    tags: ['recurring'],
    severity: 'medium',
    things: ['el enlace de fibra', 'el repetidor 4', 'la antena norte', 'el conmutador SW-9'],
    sites: ['planta baja', 'almacén', 'muelle 2', 'oficina técnica'],
    title: 'Cortes de {thing} con el calor ({site})',
    summary: 'La conexión cae por la tarde y vuelve sola a los {minutes} minutos.',
    body: report(
      {
        happened:
          'Desde junio se corta {thing} ({site}) entre las cuatro y las seis de la tarde. Por la noche no se ha visto ningún corte.',
        timeline: ['Primer corte del día', 'Temperatura del armario: {value} °C', 'Conexión restablecida'],
        cause:
          'El ventilador del armario gira al revés desde la última limpieza y la protección térmica apaga el equipo.',
        done: 'Ventilador corregido, filtro nuevo, temperatura vigilada durante una semana.',
        change: ['Sensor de temperatura en cada armario', 'Prueba de giro después de la limpieza'],
      },
      SPANISH,
    ),
    comments: ['Buen hallazgo. ¿Hay más armarios de este modelo?'],
    file: 'trend',
  },
  {
    type: 'incident',
    category: 'Hardware',
    tags: ['root cause known'],
    severity: 'high',
    things: ['3号ロボット', '5号ロボット', '搬送装置A', '搬送装置B'],
    sites: ['第一工場', '第二工場', '組立ライン', '検査室'],
    title: '{site}の{thing}が原点復帰に失敗',
    summary: '再起動後に位置がずれ、{minutes}分間停止した。けが人なし。',
    body: report(
      {
        happened: '{site}の{thing}が再起動後の原点復帰に失敗し、位置のずれを検出して停止した。',
        timeline: ['再起動を実施', '位置ずれ {value} mm を検出、停止', '電池を交換し、運転を再開'],
        cause: 'エンコーダーの電池が切れていた。警告は出ていたが、表示される画面を誰も見ていなかった。',
        done: '電池を交換し、原点を設定し直した。',
        change: ['電池は二年ごとに交換する', '警告を監視システムに送る'],
      },
      JAPANESE,
    ),
    comments: ['他の装置の電池の交換時期も確認してください。'],
    file: 'trend',
  },
  {
    type: 'incident',
    category: 'Supplier',
    tags: ['workaround'],
    severity: 'low',
    things: ['czujników', 'zaworów', 'przewodów', 'uszczelek'],
    sites: ['magazyn główny', 'montaż', 'warsztat', 'linia 7'],
    title: 'Opóźniona dostawa {thing} ({site})',
    summary: 'Brak {value} sztuk; pracowano na zapasie awaryjnym przez {minutes} godzin.',
    body: report(
      {
        happened:
          'Dostawa {thing} dla miejsca: {site} nie przyszła w terminie, a dostawca nie uprzedził o opóźnieniu.',
        timeline: ['Planowana dostawa', 'Zapas poniżej minimum', 'Dostawa zastępcza'],
        cause: 'Zamówienie wysłano na stary adres e-mail dostawcy. Potwierdzenia nikt nie sprawdził.',
        done: 'Zamówiono u drugiego dostawcy, zapas uzupełniono.',
        change: ['Zamówienie bez potwierdzenia po dwóch dniach wraca na listę zadań'],
      },
      POLISH,
    ),
    comments: ['Czy drugi dostawca zostaje na stałe?'],
    file: 'log',
  },
];
