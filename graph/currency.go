package graph

import (
	"fmt"
	"strings"
)

// currencies are the codes of ISO 4217 in use, those for precious metals and
// testing left out, and a few withdrawn ones that old statements still carry.
const currencies = " AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF XSU XUA YER ZAR ZMW ZWG ZWL DEM FRF ITL ESP NLG BEF ATS PTE IEP FIM GRD LTL LVL EEK SKK SIT MTL CYP "

// ParseCurrency reads an ISO 4217 code, in any case.
func ParseCurrency(text string) (string, error) {
	code := strings.ToUpper(strings.TrimSpace(text))
	if len(code) != 3 || !strings.Contains(currencies, " "+code+" ") {
		return "", fmt.Errorf("currency %q: want an ISO 4217 code such as EUR", text)
	}
	return code, nil
}
