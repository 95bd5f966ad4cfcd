package dismantle

import "math"

// Waves cuts a plan's order into n waves of nearly equal price, each of at least one
// member, and returns after how many members each ends. price is that of the plan's
// options. It panics unless n is from 1 to the size of the team.
func (p Plan) Waves(n int, price []float64) []int {
	if n < 1 || n > len(p.Team) {
		panic("dismantle: a team cannot be cut into so many waves")
	}
	o := Options{Price: price}
	spent := make([]float64, len(p.Team)+1)
	for k, i := range p.Team {
		spent[k+1] = spent[k] + o.priceOf(i)
	}
	ends := make([]int, 0, n)
	for wave, end := 1, 0; wave < n; wave++ {
		share := p.Price * float64(wave) / float64(n)
		end++
		for end < len(p.Team)-(n-wave) && math.Abs(spent[end+1]-share) < math.Abs(spent[end]-share) {
			end++
		}
		ends = append(ends, end)
	}
	return append(ends, len(p.Team))
}
