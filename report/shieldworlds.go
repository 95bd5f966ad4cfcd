package report

import "github.com/linchpin-graph/linchpin/analysis/protection"

// InWorldsText is what a score comes to in possible worlds; there is none where none were drawn.
type InWorldsText struct {
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
	There float64 `json:"there_in"` // share of the worlds in which any of it is there
}

func inWorldsText(worlds int, x protection.InWorlds) *InWorldsText {
	if worlds == 0 {
		return nil
	}
	return &InWorldsText{x.Low, x.High, x.There}
}

// bounds is the interval in one cell.
func (x *InWorldsText) bounds() string { return thousandths(x.Low) + " to " + thousandths(x.High) }

// there is the share of worlds in which any of it is there. What is not certain is not shown as if it was.
func (x *InWorldsText) there() string {
	switch text := percent(x.There); {
	case text == "0 %" && x.There > 0:
		return "<1 %"
	case text == "100 %" && x.There < 1:
		return ">99 %"
	default:
		return text
	}
}

// cells are the two bounds and the share of worlds as numbers, empty where no worlds were drawn.
func (x *InWorldsText) cells() []string {
	if x == nil {
		return []string{"", "", ""}
	}
	return []string{thousandths(x.Low), thousandths(x.High), thousandths(x.There)}
}

// after is what stands in brackets behind a score: nothing where it has no parts or no worlds were drawn.
func (s ShieldText) after() string {
	if s.InWorldsText == nil || len(s.Parts) == 0 {
		return ""
	}
	return " (" + s.bounds() + "; there in " + s.there() + " of worlds)"
}
