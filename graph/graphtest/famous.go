package graphtest

// Kite is D. Krackhardt's kite: 10 people, 18 ties ("Assessing the political
// landscape", Administrative Science Quarterly 35, 1990. doi:10.2307/2393394).
const Kite = "andre-beverly andre-carol andre-diane andre-fernando beverly-diane beverly-ed beverly-garth " +
	"carol-diane carol-fernando diane-ed diane-fernando diane-garth ed-garth fernando-garth fernando-heather " +
	"garth-heather heather-ike ike-jane"

// Florentine are the marriages of J. F. Padgett and C. K. Ansell's Florentine
// families: 15 families with a tie and Pucci without, 20 ties ("Robust action and
// the rise of the Medici", American Journal of Sociology 98, 1993. doi:10.1086/230190).
const Florentine = "acciaiuoli-medici albizzi-ginori albizzi-guadagni albizzi-medici barbadori-castellani barbadori-medici " +
	"bischeri-guadagni bischeri-peruzzi bischeri-strozzi castellani-peruzzi castellani-strozzi guadagni-lamberteschi " +
	"guadagni-tornabuoni medici-ridolfi medici-salviati medici-tornabuoni pazzi-salviati peruzzi-strozzi ridolfi-strozzi " +
	"ridolfi-tornabuoni pucci"
