package loaders

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// A meaning is what a column of a table may hold.
type meaning uint8

const (
	meansNothing meaning = iota
	meansPayer
	meansPayee
	meansCaller
	meansCalled
	meansAmount
	meansCurrency
	meansDate
	meansDuration
	meansStrength
	meansPerson
	meansCompany
	meansCompanyID
	meansRole
	meansPurpose
	meansName
	meansAccount
	meansPhone
	meansID
)

// meanings tell what a column may be by words in its name, in the languages that
// statements and registers come in; the first that fits holds.
var meanings = []struct {
	meaning meaning
	about   string
	words   string
}{
	{meansCaller, "who calls", "a-number anumber a-party caller calling anrufer msisdn-a llamante appelant chiamante"},
	{meansCalled, "who is called", "b-number bnumber b-party callee called angerufener msisdn-b llamado appelé chiamato"},
	{meansCompanyID, "number of a company", "company-number company-no company-id register-number registration-number hrb siren siret partita-iva cif"},
	{meansPurpose, "purpose", "purpose reference-text verwendungszweck concepto motif causale remittance description"},
	{meansPayer, "who pays, or one end", "sender payer debtor originator ordering auftraggeber zahler absender ordenante débiteur debitore from source"},
	{meansPayee, "who is paid, or the other end", "receiver recipient payee creditor beneficiary empfänger empfaenger begünstigter beneficiario bénéficiaire target to"},
	{meansAmount, "amount", "amount value sum betrag umsatz importe montant importo"},
	{meansCurrency, "currency", "currency ccy währung waehrung moneda devise valuta divisa"},
	{meansDuration, "duration", "duration seconds dauer duración durée durata"},
	{meansDate, "date", "date time timestamp booked start day datum buchungstag fecha data jour tag appointed since"},
	{meansStrength, "strength", "weight strength count times"},
	{meansCompany, "company", "company firm business employer unternehmen firma gesellschaft empresa société societe società azienda"},
	{meansPerson, "person", "director officer person owner shareholder subscriber holder geschäftsführer administrador gérant amministratore inhaber"},
	{meansRole, "role", "role position title function funktion cargo qualité carica"},
	{meansAccount, "account", "iban account konto cuenta compte conto"},
	{meansPhone, "phone", "phone msisdn imei mobile telephone telefon teléfono téléphone telefono"},
	{meansName, "name", "name label nombre nom nome"},
	{meansID, "identifier", "id number no nr ref reference tx key nummer"},
}

// A guessedColumn is a column with what its name and values tell.
type guessedColumn struct {
	name       string
	values     []string // the first ones that are not empty
	meaning    meaning
	layout     string // of dates; "" for ISO 8601
	layoutNote string
	comma      bool // decimals have a comma
}

func (c *guessedColumn) about() string {
	for _, m := range meanings {
		if m.meaning == c.meaning {
			if c.meaning == meansDate && c.layout == "" && !c.all(isISO) {
				return "date? its values are in no layout that is known"
			}
			return m.about
		}
	}
	return "unsure"
}

func (c *guessedColumn) guess() {
	c.meaning = meaningOf(c.name)
	c.comma = len(c.values) > 0 && slices.ContainsFunc(c.values, decimalComma.MatchString) && !slices.ContainsFunc(c.values, decimalPoint.MatchString)
	if c.meaning == meansDate || c.meaning == meansNothing {
		c.guessLayout()
	}
}

func meaningOf(name string) meaning {
	folded := "-" + foldName(name) + "-"
	for _, m := range meanings {
		for word := range strings.FieldsSeq(m.words) {
			if strings.Contains(folded, "-"+word+"-") {
				return m.meaning
			}
		}
	}
	return meansNothing
}

var (
	decimalComma = regexp.MustCompile(`^[-+]?\d{1,3}(\.?\d{3})*,\d{1,2}$`)
	decimalPoint = regexp.MustCompile(`^[-+]?\d{1,3}(,?\d{3})*\.\d{1,2}$`)
	dayFirst     = regexp.MustCompile(`^(\d{2})([./-])(\d{2})[./-](\d{4})(( )(\d{2}:\d{2})(:\d{2})?)?$`)
)

func isISO(text string) bool {
	_, err := graph.ParseDate(text)
	return err == nil && len(text) >= len("2024-05")
}

func (c *guessedColumn) all(is func(string) bool) bool {
	return len(c.values) > 0 && !slices.ContainsFunc(c.values, func(v string) bool { return !is(v) })
}

// guessLayout finds how dates are written. Where no value tells day from month, it
// says so.
func (c *guessedColumn) guessLayout() {
	if c.all(isISO) {
		c.meaning = meansDate
		return
	}
	if !c.all(dayFirst.MatchString) {
		return
	}
	c.meaning = meansDate
	first, second := 0, 0
	for _, v := range c.values {
		parts := dayFirst.FindStringSubmatch(v)
		a, _ := strconv.Atoi(parts[1]) // two digits, the pattern says
		b, _ := strconv.Atoi(parts[3])
		first, second = max(first, a), max(second, b)
	}
	parts := dayFirst.FindStringSubmatch(c.values[0])
	c.layout, c.layoutNote = "DD"+parts[2]+"MM"+parts[2]+"YYYY", "as in "+c.values[0]
	switch {
	case second > 12:
		c.layout = "MM" + parts[2] + "DD" + parts[2] + "YYYY"
	case first <= 12 && parts[2] != ".":
		c.layoutNote = "unsure: the rows looked at do not tell day from month"
	}
	if parts[7] != "" {
		c.layout += " HH:mm"
	}
	if parts[8] != "" {
		c.layout += ":ss"
	}
}
