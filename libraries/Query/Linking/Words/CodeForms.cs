using System.Collections.Frozen;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Words;

/// <summary>The names of countries, of states and provinces of North America, and of languages that a file holds as codes (ISO 3166-1, ISO 3166-2, ISO 639-1): "France" and "French" for FR, "Texas" for TX.</summary>
internal static class CodeForms
{
    private static readonly HashSet<string> OfCountries = new(StringComparer.Ordinal) { "country", "ctry", "cntry", "nation", "nationality", "nat", "cc" };
    private static readonly HashSet<string> OfLanguages = new(StringComparer.Ordinal) { "language", "lang", "lng", "lg", "tongue", "locale" };

    private static readonly HashSet<string> OfStates = new(StringComparer.Ordinal) { "state", "states", "st", "province", "prov" };

    private static readonly FrozenDictionary<string, string> States = Pairs(
        "al alabama, ak alaska, az arizona, ar arkansas, ca california, co colorado, ct connecticut, de delaware, dc district of columbia, fl florida, ga georgia, hi hawaii, id idaho, il illinois, in indiana, ia iowa, ks kansas, ky kentucky, la louisiana, me maine, md maryland, ma massachusetts, mi michigan, "
        + "mn minnesota, ms mississippi, mo missouri, mt montana, ne nebraska, nv nevada, nh new hampshire, nj new jersey, nm new mexico, ny new york, nc north carolina, nd north dakota, oh ohio, ok oklahoma, or oregon, pa pennsylvania, pr puerto rico, ri rhode island, sc south carolina, sd south dakota, "
        + "tn tennessee, tx texas, ut utah, vt vermont, va virginia, wa washington, wv west virginia, wi wisconsin, wy wyoming, ab alberta, bc british columbia, mb manitoba, nb new brunswick, nl newfoundland, ns nova scotia, on ontario, pe prince edward island, qc quebec, sk saskatchewan, yt yukon");

    private static readonly FrozenDictionary<string, string> Countries = Pairs(
        "de germany, deu germany, fr france, fra france, es spain, esp spain, it italy, ita italy, pt portugal, prt portugal, at austria, aut austria, ch switzerland, che switzerland, be belgium, bel belgium, nl netherlands, nld netherlands, lu luxembourg, pl poland, pol poland, "
        + "se sweden, swe sweden, no norway, nor norway, dk denmark, dnk denmark, fi finland, fin finland, is iceland, ie ireland, irl ireland, gr greece, grc greece, hu hungary, hun hungary, ro romania, bg bulgaria, cz czechia, cze czechia, sk slovakia, si slovenia, hr croatia, rs serbia, "
        + "ee estonia, lv latvia, lt lithuania, ua ukraine, tr turkey, tur turkey, ru russia, rus russia, us usa, gb uk, gbr uk, uk uk, ca canada, can canada, mx mexico, mex mexico, br brazil, bra brazil, ar argentina, arg argentina, cl chile, co colombia, pe peru, cn china, chn china, "
        + "jp japan, jpn japan, in india, ind india, kr korea, kor korea, id indonesia, vn vietnam, th thailand, my malaysia, sg singapore, ph philippines, tw taiwan, hk hong kong, au australia, aus australia, nz new zealand, nzl new zealand, za south africa, zaf south africa, eg egypt, ng nigeria, nga nigeria, ke kenya, gh ghana, ma morocco, il israel, ae united arab emirates, sa saudi arabia");

    private static readonly FrozenDictionary<string, string> Languages = Pairs(
        "en english, de german, fr french, es spanish, it italian, pt portuguese, nl dutch, sv swedish, no norwegian, nb norwegian, da danish, fi finnish, pl polish, cs czech, sk slovak, hu hungarian, ro romanian, bg bulgarian, el greek, tr turkish, ru russian, uk ukrainian, ar arabic, he hebrew, zh chinese, ja japanese, ko korean, hi hindi");

    /// <summary>What a value is called that is a code in a column of countries, states or languages; empty for others.</summary>
    public static IEnumerable<string> Of(ColumnDefinition column, string value)
    {
        if (value.Length is not (2 or 3))
            return [];
        var words = column.Name.Split('_').Concat(column.Label.ToLowerInvariant().Split(' ')).ToList();
        var code = value.ToLowerInvariant();
        if (words.Exists(OfLanguages.Contains) && Languages.TryGetValue(code, out var language))
            return [language];
        if (value.Length == 2 && words.Exists(OfStates.Contains) && States.TryGetValue(code, out var state))
            return [state, $"{state} state", $"state of {state}"];
        return words.Exists(OfCountries.Contains) && Countries.TryGetValue(code, out var country) ? CountryForms.Of(country).Prepend(country) : [];
    }

    private static FrozenDictionary<string, string> Pairs(string text) => text.Split(", ").Select(p => p.Split(' ', 2)).ToFrozenDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
}
