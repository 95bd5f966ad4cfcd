package protection

import "math"

// terms is how many a pair's neighbourhood is read as, the constant included.
const terms = 5

// reading is a pair's neighbourhood as the model takes it.
type reading [terms]float64

// read takes roots, since a second contact in common tells less than the first.
func (p *near) read() reading {
	x := reading{0: 1, 1: math.Sqrt(p.resource), 2: math.Sqrt(p.three), 3: math.Log(p.degrees)}
	if p.common > 0 {
		x[4] = 1
	}
	return x
}

// A sample is a pair of a hold-out, and whether it was held out.
type sample struct {
	x    reading
	held bool
	part uint8
}

// A logit is a logistic model of a pair's being tied, with which terms are scaled first.
type logit struct {
	weight      reading
	mean, scale reading
}

// at returns the probability for a reading.
func (m *logit) at(x *reading) float64 {
	sum := m.weight[0]
	for k := 1; k < terms; k++ {
		sum += m.weight[k] * (x[k] - m.mean[k]) / m.scale[k]
	}
	return 1 / (1 + math.Exp(-sum))
}

const (
	ridge     = 1  // by which weights are drawn to 0, so that few ties do not make them large
	mostSteps = 50 // of Newton's method; ten are usual
	enough    = 1e-9
)

// fit finds the weights under which samples are likeliest, by Newton's method, with a penalty
// on all but the constant. Samples of the part left out do not count.
//
// Cost: O(samples) a step.
func fit(samples []sample, leftOut int) *logit {
	m := &logit{}
	m.standardise(samples)
	loss := m.loss(samples, leftOut)
	for range mostSteps {
		gradient, hessian := m.slopes(samples, leftOut)
		step, ok := solve(hessian, gradient)
		if !ok {
			return m
		}
		before := m.weight
		next := loss
		for factor := 1.0; factor > 1e-6; factor /= 2 {
			for k := range step {
				m.weight[k] = before[k] + factor*step[k]
			}
			if next = m.loss(samples, leftOut); next <= loss {
				break
			}
		}
		if next > loss {
			m.weight = before
			return m
		}
		if loss-next <= enough*(1+math.Abs(loss)) {
			return m
		}
		loss = next
	}
	return m
}

// standardise notes mean and spread of each term.
func (m *logit) standardise(samples []sample) {
	n := float64(len(samples))
	for i := range samples {
		for k, x := range samples[i].x {
			m.mean[k] += x / n
		}
	}
	var spread reading
	for i := range samples {
		for k, x := range samples[i].x {
			spread[k] += (x - m.mean[k]) * (x - m.mean[k]) / n
		}
	}
	for k := range m.scale {
		if m.scale[k] = math.Sqrt(spread[k]); m.scale[k] < 1e-12 {
			m.scale[k] = 1
		}
	}
}

// loss is minus the logarithm of how likely samples are, with the penalty.
func (m *logit) loss(samples []sample, leftOut int) float64 {
	sum := 0.0
	for k := 1; k < terms; k++ {
		sum += ridge * m.weight[k] * m.weight[k] / 2
	}
	for i := range samples {
		s := &samples[i]
		if int(s.part) == leftOut {
			continue
		}
		if p := m.at(&s.x); s.held {
			sum -= math.Log(max(p, 1e-300))
		} else {
			sum -= math.Log1p(-min(p, 1-1e-16))
		}
	}
	return sum
}

// slopes are the first and second derivatives of minus the loss, the second with its sign
// turned.
func (m *logit) slopes(samples []sample, leftOut int) (gradient reading, hessian [terms]reading) {
	for k := 1; k < terms; k++ {
		gradient[k] = -ridge * m.weight[k]
		hessian[k][k] = ridge
	}
	hessian[0][0] = 1e-9
	for i := range samples {
		s := &samples[i]
		if int(s.part) == leftOut {
			continue
		}
		p := m.at(&s.x)
		miss := -p
		if s.held {
			miss = 1 - p
		}
		z := reading{0: 1}
		for k := 1; k < terms; k++ {
			z[k] = (s.x[k] - m.mean[k]) / m.scale[k]
		}
		w := p * (1 - p)
		for a := range z {
			gradient[a] += miss * z[a]
			for b := range a + 1 {
				hessian[a][b] += w * z[a] * z[b]
			}
		}
	}
	for a := range hessian {
		for b := range a {
			hessian[b][a] = hessian[a][b]
		}
	}
	return gradient, hessian
}

// solve solves a small set of linear equations by elimination; false where there is no one
// solution.
func solve(a [terms]reading, b reading) (reading, bool) {
	for k := range terms {
		pivot := k
		for i := k + 1; i < terms; i++ {
			if math.Abs(a[i][k]) > math.Abs(a[pivot][k]) {
				pivot = i
			}
		}
		a[k], a[pivot], b[k], b[pivot] = a[pivot], a[k], b[pivot], b[k]
		if math.Abs(a[k][k]) < 1e-300 {
			return b, false
		}
		for i := k + 1; i < terms; i++ {
			f := a[i][k] / a[k][k]
			for j := k; j < terms; j++ {
				a[i][j] -= f * a[k][j]
			}
			b[i] -= f * b[k]
		}
	}
	for k := terms - 1; k >= 0; k-- {
		for j := k + 1; j < terms; j++ {
			b[k] -= a[k][j] * b[j]
		}
		b[k] /= a[k][k]
	}
	return b, true
}
