//! Headers people use, in English, Dutch, German and French, and what they mean.

use crate::maths::sort_by;
use crate::portfolio::Field;

use super::{Role, Target};

const fn field(field: Field) -> Target {
    Target::Field(field)
}

const fn role(role: Role) -> Target {
    Target::Role(role)
}

/// Headers in normal form, words with a space between, by what they mean.
const SYNONYMS: &[(Target, &[&str])] = &[
    (
        field(Field::Id),
        &[
            "account id",
            "account",
            "account number",
            "account no",
            "account nr",
            "acct id",
            "customer id",
            "customer no",
            "customer number",
            "customer nr",
            "customer code",
            "custid",
            "cust id",
            "client id",
            "client number",
            "master id",
            "debtor",
            "debtor number",
            "id",
            "klantnummer",
            "klantnr",
            "klant id",
            "klantcode",
            "relatienummer",
            "debiteurnummer",
            "kundennummer",
            "kunden nr",
            "kundennr",
            "kunden id",
            "debitor",
            "debitorennummer",
            "numero client",
            "no client",
            "code client",
            "identifiant",
            "identifiant client",
            "crm id",
            "member id",
            "user id",
            "buyer id",
        ],
    ),
    (
        field(Field::Name),
        &[
            "account name",
            "customer name",
            "client name",
            "company name",
            "name",
            "customer",
            "client",
            "company",
            "organisation",
            "organization",
            "business name",
            "firm",
            "naam",
            "klant",
            "klantnaam",
            "bedrijf",
            "bedrijfsnaam",
            "organisatie",
            "relatie",
            "kunde",
            "kundenname",
            "kundin",
            "firma",
            "firmenname",
            "unternehmen",
            "nom",
            "nom client",
            "nom du client",
            "raison sociale",
            "societe",
            "entreprise",
            "buyer",
            "buyer name",
            "member",
            "dealer",
        ],
    ),
    (
        field(Field::Kind),
        &[
            "kind",
            "account type",
            "customer type",
            "relationship type",
            "soort",
            "soort relatie",
            "kundentyp",
            "type de client",
        ],
    ),
    (
        field(Field::Parent),
        &[
            "parent",
            "parent id",
            "parent account",
            "belongs to",
            "moeder",
            "moederbedrijf",
            "mutter",
            "muttergesellschaft",
            "maison mere",
        ],
    ),
    (
        field(Field::Segment),
        &[
            "segment",
            "customer segment",
            "market segment",
            "tier",
            "industry",
            "sector",
            "branche",
            "marktsegment",
            "klantsegment",
            "kundensegment",
            "secteur",
            "categorie client",
        ],
    ),
    (
        field(Field::Region),
        &[
            "region",
            "territory",
            "area",
            "regio",
            "gebied",
            "gebiet",
            "land",
            "country",
            "pays",
            "kanton",
            "rayon",
        ],
    ),
    (
        field(Field::Owner),
        &[
            "owner",
            "account owner",
            "account manager",
            "sales rep",
            "salesperson",
            "key account manager",
            "accountmanager",
            "verkoper",
            "eigenaar",
            "betreuer",
            "kundenbetreuer",
            "vertriebler",
            "commercial",
            "responsable",
        ],
    ),
    (
        field(Field::Tags),
        &["tags", "labels", "trefwoorden", "schlagworte", "etiquettes"],
    ),
    (
        field(Field::Since),
        &[
            "since",
            "customer since",
            "client since",
            "start",
            "start date",
            "created",
            "created at",
            "created date",
            "first order",
            "first purchase",
            "sinds",
            "klant sinds",
            "startdatum",
            "seit",
            "kunde seit",
            "depuis",
            "client depuis",
            "date de debut",
        ],
    ),
    (
        field(Field::Until),
        &[
            "until",
            "end",
            "end date",
            "churn date",
            "einddatum",
            "tot",
            "enddatum",
            "bis",
            "date de fin",
            "jusqu au",
        ],
    ),
    (
        field(Field::Key),
        &[
            "key account",
            "is key account",
            "strategic",
            "kernklant",
            "schlusselkunde",
            "compte cle",
        ],
    ),
    (field(Field::KeyReason), &["key reason", "key account reason"]),
    (field(Field::KeyReview), &["key review", "key account review"]),
    (
        field(Field::EarningModel),
        &[
            "earning model",
            "revenue model",
            "contract type",
            "business model",
            "verdienmodel",
            "ertragsmodell",
        ],
    ),
    (
        field(Field::Revenue),
        &[
            "annual revenue",
            "revenue",
            "yearly revenue",
            "sales",
            "turnover",
            "annual sales",
            "net sales",
            "arr",
            "acv",
            "annual turnover",
            "revenue per year",
            "total revenue",
            "omzet",
            "jaaromzet",
            "omzet per jaar",
            "umsatz",
            "jahresumsatz",
            "netto umsatz",
            "chiffre d affaires",
            "ca",
            "ca annuel",
            "revenu",
            "ventes",
            "spend",
            "annual spend",
            "total spend",
        ],
    ),
    (
        field(Field::GrossMargin),
        &[
            "gross margin",
            "margin",
            "annual margin",
            "gross profit",
            "profit",
            "gross margin per year",
            "contribution margin",
            "marge",
            "brutomarge",
            "bruto marge",
            "winst",
            "bruttomarge",
            "rohertrag",
            "deckungsbeitrag",
            "gewinn",
            "marge brute",
            "benefice",
        ],
    ),
    (
        field(Field::CostToServe),
        &[
            "cost to serve",
            "service cost",
            "servicing cost",
            "cost of service",
            "support cost",
            "cts",
            "servicekosten",
            "bedieningskosten",
            "kosten",
            "betreuungskosten",
            "cout de service",
            "couts de service",
            "cost to serve per year",
        ],
    ),
    (
        field(Field::AvoidableShare),
        &[
            "avoidable share",
            "avoidable",
            "vermijdbaar deel",
            "vermeidbarer anteil",
        ],
    ),
    (
        field(Field::Retention),
        &[
            "annual retention",
            "retention",
            "retention rate",
            "retention probability",
            "renewal probability",
            "renewal rate",
            "retentie",
            "behoud",
            "kundenbindung",
            "bleibewahrscheinlichkeit",
            "verlangerungsrate",
            "retentionsrate",
            "taux de retention",
            "fidelite",
        ],
    ),
    (
        field(Field::Renewed),
        &[
            "periods renewed",
            "renewals",
            "renewed",
            "verlengingen",
            "verlangerungen",
            "renouvellements",
        ],
    ),
    (field(Field::Lost), &["periods lost", "lost"]),
    (
        field(Field::Growth),
        &[
            "annual growth",
            "growth",
            "growth rate",
            "groei",
            "wachstum",
            "croissance",
            "growth per year",
        ],
    ),
    (
        field(Field::Hours),
        &[
            "annual hours",
            "hours",
            "hours per year",
            "time spent",
            "uren",
            "uren per jaar",
            "stunden",
            "heures",
        ],
    ),
    (
        field(Field::AcquisitionCost),
        &[
            "acquisition cost",
            "cac",
            "cost of acquisition",
            "wervingskosten",
            "acquisitiekosten",
            "akquisitionskosten",
            "cout d acquisition",
        ],
    ),
    (
        field(Field::PaymentBehaviour),
        &[
            "payment behaviour",
            "payment behavior",
            "payment score",
            "betaalgedrag",
            "zahlungsverhalten",
            "comportement de paiement",
        ],
    ),
    (
        field(Field::WalletSize),
        &[
            "wallet size",
            "wallet",
            "category spend",
            "total category spend",
            "wallet per year",
            "total wallet",
            "budget",
            "bestedingsruimte",
        ],
    ),
    (
        field(Field::Suppliers),
        &[
            "n suppliers",
            "suppliers",
            "suppliers used",
            "number of suppliers",
            "aantal leveranciers",
            "leveranciers",
            "anzahl lieferanten",
            "fournisseurs",
        ],
    ),
    (field(Field::OurRank), &["our rank", "rank", "supplier rank"]),
    (
        field(Field::ShareOfWallet),
        &[
            "share of wallet",
            "sow",
            "wallet share",
            "klantaandeel",
            "aandeel",
            "lieferanteil",
            "part de client",
        ],
    ),
    (field(Field::WalletSource), &["wallet source"]),
    (
        field(Field::State),
        &[
            "relationship state",
            "relationship stage",
            "stage",
            "relatiefase",
            "beziehungsphase",
        ],
    ),
    (
        field(Field::ReferenceWillingness),
        &["reference willingness", "referenceability", "willing to refer"],
    ),
    (
        field(Field::CameBy),
        &["came by", "came to us", "why did you come", "earned or bought"],
    ),
    (
        field(Field::BusinessGrowth),
        &["business growth", "growth of their business", "customer growth"],
    ),
    (
        field(Field::UnitsServed),
        &["units served", "sites served", "units that buy from us"],
    ),
    (
        field(Field::UnitsTotal),
        &["units total", "sites total", "units they have", "number of sites"],
    ),
    (
        field(Field::Replaceability),
        &["replaceability", "how easily they could replace us"],
    ),
    (field(Field::Savings), &["slack"]),
    (
        field(Field::TheirCriticality),
        &["their criticality", "criticality to us"],
    ),
    (field(Field::TheirReplaceability), &["their replaceability"]),
    (field(Field::TheirSavings), &["their slack"]),
    (
        field(Field::Criticality),
        &["criticality", "critical", "dependence on us"],
    ),
    (
        field(Field::Note),
        &[
            "note",
            "notes",
            "comment",
            "comments",
            "remark",
            "remarks",
            "notitie",
            "opmerking",
            "opmerkingen",
            "bemerkung",
            "notiz",
            "remarque",
            "commentaire",
        ],
    ),
    (
        role(Role::OrderId),
        &[
            "order id",
            "order number",
            "order no",
            "order nr",
            "invoice",
            "invoice no",
            "invoice number",
            "invoice id",
            "transaction id",
            "receipt",
            "receipt no",
            "ordernummer",
            "factuurnummer",
            "bestelnummer",
            "bestellnummer",
            "auftragsnummer",
            "rechnungsnummer",
            "belegnummer",
            "numero de commande",
            "no commande",
            "numero de facture",
            "no facture",
            "order",
            "basket id",
        ],
    ),
    (
        role(Role::Date),
        &[
            "order date",
            "date",
            "invoice date",
            "transaction date",
            "purchase date",
            "sale date",
            "orderdatum",
            "datum",
            "factuurdatum",
            "besteldatum",
            "bestelldatum",
            "rechnungsdatum",
            "auftragsdatum",
            "belegdatum",
            "date de commande",
            "date commande",
            "date de facture",
            "date facture",
            "day",
            "dag",
            "timestamp",
            "order day",
            "posting date",
            "boekdatum",
            "buchungsdatum",
        ],
    ),
    (
        role(Role::ProductId),
        &[
            "product id",
            "product code",
            "sku",
            "stock code",
            "stockcode",
            "item id",
            "item code",
            "item number",
            "article number",
            "artikelnummer",
            "artikelcode",
            "artikelnr",
            "produktnummer",
            "code article",
            "code produit",
            "reference",
            "ref article",
            "part number",
        ],
    ),
    (
        role(Role::ProductName),
        &[
            "product name",
            "product",
            "item",
            "item name",
            "article",
            "description",
            "product description",
            "artikel",
            "productnaam",
            "omschrijving",
            "produkt",
            "produktname",
            "bezeichnung",
            "produit",
            "nom du produit",
            "libelle",
            "designation",
        ],
    ),
    (
        role(Role::Category),
        &[
            "category",
            "product category",
            "product group",
            "product line",
            "department",
            "categorie",
            "productgroep",
            "artikelgroep",
            "kategorie",
            "warengruppe",
            "produktgruppe",
            "famille",
            "groupe de produits",
        ],
    ),
    (
        role(Role::Quantity),
        &[
            "quantity",
            "qty",
            "units",
            "pieces",
            "count",
            "aantal",
            "stuks",
            "hoeveelheid",
            "menge",
            "anzahl",
            "stuck",
            "quantite",
            "qte",
            "nombre",
        ],
    ),
    (
        role(Role::UnitPrice),
        &[
            "unit price",
            "price",
            "unitprice",
            "price each",
            "prijs",
            "stukprijs",
            "preis",
            "stuckpreis",
            "einzelpreis",
            "prix",
            "prix unitaire",
        ],
    ),
    (
        role(Role::Revenue),
        &[
            "line revenue",
            "amount",
            "line total",
            "total",
            "order value",
            "order total",
            "net amount",
            "net revenue",
            "value",
            "sales amount",
            "extended price",
            "dollars",
            "total amount",
            "total price",
            "price total",
            "bedrag",
            "totaal",
            "orderbedrag",
            "betrag",
            "gesamt",
            "gesamtbetrag",
            "nettobetrag",
            "montant",
            "montant ht",
            "paid",
            "spent",
            "monetary value of order",
        ],
    ),
    (
        role(Role::Discount),
        &[
            "discount",
            "discount rate",
            "discount pct",
            "korting",
            "rabatt",
            "remise",
        ],
    ),
    (
        role(Role::Cost),
        &[
            "cost",
            "cogs",
            "direct cost",
            "line cost",
            "cost of goods",
            "cost price",
            "kostprijs",
            "inkoop",
            "inkoopwaarde",
            "wareneinsatz",
            "cout",
            "cout direct",
        ],
    ),
    (role(Role::Profit), &["line profit", "line margin"]),
    (
        role(Role::Channel),
        &[
            "channel",
            "sales channel",
            "kanaal",
            "verkoopkanaal",
            "kanal",
            "vertriebskanal",
            "canal",
            "canal de vente",
            "source channel",
        ],
    ),
    (
        role(Role::Frequency),
        &[
            "x",
            "frequency",
            "repeat purchases",
            "n repeat",
            "p1x",
            "repeat transactions",
            "frequentie",
            "haufigkeit",
            "frequence",
        ],
    ),
    (role(Role::Recency), &["t x", "tx", "recency", "t.x", "recentie"]),
    (
        role(Role::Age),
        &[
            "t",
            "t cal",
            "tcal",
            "age",
            "observation period",
            "customer age",
            "tenure weeks",
            "tenure",
        ],
    ),
    (
        role(Role::MeanSpend),
        &[
            "zbar",
            "mean spend",
            "monetary value",
            "monetary",
            "average spend",
            "mean value",
            "avg spend",
            "m x",
            "average order value",
            "aov",
        ],
    ),
    (
        role(Role::RecordId),
        &[
            "event id",
            "record id",
            "observation id",
            "answer id",
            "response id",
            "interview id",
        ],
    ),
    (
        role(Role::Giver),
        &[
            "giver id",
            "giver",
            "given by",
            "who gave",
            "referrer",
            "referred by",
            "introduced by",
            "from whom",
            "gever",
            "geber",
            "donneur",
        ],
    ),
    (
        role(Role::Receiver),
        &[
            "receiver id",
            "receiver",
            "received by",
            "who received",
            "recipient",
            "to whom",
            "ontvanger",
            "empfanger",
            "destinataire",
        ],
    ),
    (
        role(Role::Direction),
        &[
            "direction",
            "way",
            "received or given",
            "given or received",
            "richting",
            "richtung",
            "sens",
        ],
    ),
    (
        role(Role::EventKind),
        &[
            "kind of event",
            "event kind",
            "event",
            "event type",
            "type of event",
            "what happened",
            "value event",
            "gebeurtenis",
            "ereignis",
            "evenement",
        ],
    ),
    (
        role(Role::Capital),
        &[
            "capital",
            "form of capital",
            "capital type",
            "type of capital",
            "kapitaal",
            "kapital",
        ],
    ),
    (
        role(Role::NativeUnit),
        &[
            "unit",
            "units",
            "native unit",
            "unit of measure",
            "eenheid",
            "einheit",
            "unite",
        ],
    ),
    (
        role(Role::OutcomeStatus),
        &[
            "status",
            "outcome",
            "result",
            "outcome status",
            "resultaat",
            "ergebnis",
            "resultat",
        ],
    ),
    (
        role(Role::OutcomeAccount),
        &[
            "outcome account id",
            "outcome account",
            "account won",
            "won account",
            "referred customer",
            "referred account",
            "customer won",
            "new customer",
            "gewonnen klant",
            "gewonnener kunde",
            "client gagne",
        ],
    ),
    (
        role(Role::CreditShare),
        &[
            "share of credit",
            "credit share",
            "attribution share",
            "attribution",
            "share of the credit",
            "aandeel",
            "anteil",
        ],
    ),
    (
        role(Role::TypeOne),
        &[
            "type one",
            "would not have come otherwise",
            "probability of type one",
            "incremental",
        ],
    ),
    (
        role(Role::WorthLow),
        &["money low", "worth low", "value low", "low estimate"],
    ),
    (
        role(Role::Worth),
        &[
            "money",
            "worth",
            "value in money",
            "worth in money",
            "event value",
            "waarde",
            "wert",
            "valeur",
        ],
    ),
    (
        role(Role::WorthHigh),
        &["money high", "worth high", "value high", "high estimate"],
    ),
    (role(Role::Basis), &["basis", "valuation basis", "how known"]),
    (
        role(Role::Respondent),
        &[
            "respondent",
            "who spoke",
            "contact",
            "contact name",
            "interviewee",
            "person",
            "spoke with",
            "respondent name",
            "contactpersoon",
            "ansprechpartner",
            "interlocuteur",
        ],
    ),
    (
        role(Role::Post),
        &[
            "listening post",
            "where heard",
            "source of answer",
            "post",
            "kanaal van feedback",
        ],
    ),
    (
        role(Role::Driver),
        &[
            "driver",
            "attribute",
            "what it is about",
            "topic",
            "question",
            "theme",
            "value driver",
            "aspect",
            "criterium",
            "kriterium",
            "critere",
        ],
    ),
    (
        role(Role::Importance),
        &[
            "importance",
            "weight",
            "how much it matters",
            "belang",
            "wichtigkeit",
            "importance du critere",
        ],
    ),
    (
        role(Role::Rating),
        &[
            "our rating",
            "rating",
            "score",
            "our score",
            "performance",
            "our performance",
            "beoordeling",
            "bewertung",
            "note sur 10",
        ],
    ),
    (
        role(Role::NextBest),
        &[
            "next best rating",
            "next best",
            "competitor rating",
            "competitor score",
            "alternative rating",
            "rating of next best",
            "concurrent",
        ],
    ),
    (
        role(Role::Satisfaction),
        &[
            "satisfaction",
            "overall satisfaction",
            "csat",
            "tevredenheid",
            "zufriedenheit",
        ],
    ),
    (
        role(Role::Intention),
        &[
            "intention",
            "intention to continue",
            "likely to continue",
            "renewal intention",
            "intentie",
        ],
    ),
    (
        role(Role::Recommend),
        &[
            "recommend",
            "likelihood to recommend",
            "nps",
            "nps score",
            "would recommend",
            "aanbeveling",
            "weiterempfehlung",
            "recommandation",
        ],
    ),
    (
        role(Role::ValueInUse),
        &["value in use", "value in use per year", "worth to them"],
    ),
    (
        role(Role::RecordNote),
        &[
            "comment",
            "comments",
            "remark",
            "verbatim",
            "quote",
            "opmerking",
            "kommentar",
            "commentaire",
        ],
    ),
];

/// The header in normal form: lower case, accents dropped, words with one space between.
pub fn normalised(header: &str) -> String {
    let mut words = String::with_capacity(header.len());
    let mut after_lower = false;
    for character in header.trim().chars().take(200) {
        if character.is_uppercase() && after_lower {
            words.push(' ');
        }
        after_lower = character.is_lowercase();
        let plain = without_accent(character);
        if plain.is_alphanumeric() {
            words.extend(plain.to_lowercase());
            if character == 'ß' {
                words.push('s');
            }
        } else if !words.ends_with(' ') && !words.is_empty() {
            words.push(' ');
        }
    }
    words.trim_end().to_owned()
}

fn without_accent(character: char) -> char {
    match character {
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'À' | 'Á' | 'Â' | 'Ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'Î' | 'Ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'Ö' | 'Ô' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'Ü' => 'u',
        'ç' | 'Ç' => 'c',
        'ñ' => 'n',
        'ß' => 's',
        other => other,
    }
}

/// Meanings of a header, the closest first, each with how close it is, 0 to 1.
///
/// An exact synonym is nearly 1, the more usual ones first; one that differs by a letter or two, or has a
/// unit or year behind it, is less.
pub fn meanings(header: &str) -> Vec<(Target, f64)> {
    let header = normalised(header);
    let short: String = header
        .split(' ')
        .filter(|word| !is_filler(word))
        .collect::<Vec<_>>()
        .join(" ");
    let joined: String = header.split(' ').collect();
    let mut found: Vec<(Target, f64)> = Vec::new();
    for &(target, words) in SYNONYMS {
        let each = words.iter().enumerate();
        let closeness = each
            .map(|(place, word)| closeness(word, &header, &short, &joined) - place as f64 * 0.001)
            .fold(0.0, f64::max);
        if closeness > 0.0 {
            found.push((target, closeness));
        }
    }
    sort_by(&mut found, |one, other| other.1.total_cmp(&one.1));
    found
}

/// True for words that say how a value is counted rather than what it is.
fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "eur"
            | "euro"
            | "usd"
            | "gbp"
            | "chf"
            | "in"
            | "k"
            | "the"
            | "of"
            | "de"
            | "du"
            | "der"
            | "van"
            | "pct"
            | "percent"
            | "year"
            | "jaar"
            | "jahr"
    ) || (word.len() == 4 && word.starts_with("20") && word.bytes().all(|byte| byte.is_ascii_digit()))
}

fn closeness(word: &str, header: &str, short: &str, joined: &str) -> f64 {
    if word == header {
        return 1.0;
    }
    if word == short && !short.is_empty() {
        return 0.95;
    }
    let letters = || word.bytes().filter(|byte| *byte != b' ');
    let n_letters = letters().count();
    if letters().eq(joined.bytes()) {
        return 0.98;
    }
    if n_letters < 5 || joined.len() < 5 || joined.len() > 40 || are_far_apart(word, joined) {
        return 0.0;
    }
    let joined_word: String = word.split(' ').collect();
    let distance = strsim::osa_distance(&joined_word, joined);
    match (distance, n_letters) {
        (1, _) => 0.85,
        (2, 9..) => 0.75,
        _ => 0.0,
    }
}

/// True when one has more than two letters the other lacks, so that more than two edits lie between.
fn are_far_apart(one: &str, other: &str) -> bool {
    let letters = |text: &str| {
        let bits = text.bytes().filter(|byte| *byte != b' ');
        bits.fold(0_u32, |set, byte| set | 1 << (byte % 32))
    };
    let (one, other) = (letters(one), letters(other));
    (one & !other).count_ones() > 2 || (other & !one).count_ones() > 2
}
