using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Words;

/// <summary>Adjectives that imply a measure: "oldest" is the highest age or the earliest birth date, "cheaper than" compares prices.</summary>
internal static class GradableWords
{
    // Superlatives | comparatives | measures in order of preference; a minus marks those of which less is more: the oldest was born first.
    private static readonly string[] Rows =
    [
        "oldest, eldest|older than|age, -birth date, -date of birth, -birthday, -birth year, -year of birth, -open year, -founded, -established, -built, -start date, -hire date, -creation, -date",
        "youngest|younger than|-age, birth date, date of birth, birthday, birth year, year of birth",
        "tallest|taller than|height, high, floor, story",
        "highest building|higher than|height, elevation, altitude",
        "longest, lengthiest|longer than|length, duration, time, distance, millisecond, minute, run time, hour, day",
        "shortest|shorter than|-length, -duration, -height, -distance, -time, -millisecond, -minute, -day",
        "cheapest, least expensive, least costly, most affordable, lowest priced|cheaper than, less expensive than|-price, -cost, -rate, -fee, -charge, -fare, -premium, -rent, -amount",
        "most expensive, priciest, costliest, most costly, highest priced, dearest|more expensive than, costlier than, pricier than, dearer than|price, cost, rate, fee, charge, fare, premium, rent, amount",
        "most valuable|more valuable than|value, market value, price, worth",
        "least valuable||-value, -market value, -price, -worth",
        "most powerful, strongest|more powerful than, stronger than|power, capacity, output, horsepower, strength, wattage",
        "heaviest|heavier than|weight, mass",
        "lightest|lighter than|-weight, -mass",
        "fastest, quickest|faster than, quicker than|speed, max speed, top speed, -lap time, -duration, -time",
        "slowest|slower than|-speed, -max speed, -top speed, lap time, duration, time",
        "richest, wealthiest|richer than, wealthier than|wealth, net worth, balance, income, salary, money, asset",
        "poorest||-wealth, -net worth, -balance, -income, -salary, -money, -asset",
        "largest, biggest|larger than, bigger than|size, area, floor area, m2, sqm, square metre, population, capacity, amount, square foot, employee, sale",
        "smallest, tiniest|smaller than|-size, -area, -floor area, -m2, -sqm, -square metre, -population, -capacity, -amount, -square foot, -employee, -sale",
        "most populous, most populated|more populous than|population, inhabitant",
        "least populous, least populated|less populous than|-population, -inhabitant",
        "best paid, highest paid, best earning, highest earning|better paid than|salary, wage, pay, income",
        "lowest paid, worst paid|worse paid than|-salary, -wage, -pay, -income",
        "|earn more than, earns more than, earning more than|salary, wage, pay",
        "|earn less than, earns less than, earning less than|-salary, -wage, -pay",
        "|weigh more than, weighs more than, weighing more than|weight, mass",
        "|weigh less than, weighs less than, weighing less than|-weight, -mass",
        "|cost more than, costs more than|price, cost, fee, fare",
        "|cost less than, costs less than|-price, -cost, -fee, -fare",
        "best rated, highest rated, top rated|better rated than|rating, score, star, grade",
        "worst rated, lowest rated||-rating, -score, -star, -grade",
        "best, greatest|better than|rating, score, grade, point, mark, -rank, -position",
        "worst|worse than|-rating, -score, -grade, -point, -mark, rank, position",
        "hottest, warmest|hotter than, warmer than|max temperature, temperature, mean temperature",
        "coldest, coolest|colder than, cooler than|-min temperature, -temperature, -mean temperature",
        "deepest|deeper than|depth", "shallowest|shallower than|-depth", "widest, broadest|wider than|width, breadth", "narrowest|narrower than|-width", "strongest|stronger than|strength, power, force, abv, alcohol",
        "farthest, furthest|farther than, further than|distance", "nearest, closest|nearer than, closer than|-distance", "most experienced|more experienced than|experience, year of experience, year active, year in service, -hire date", "wettest|wetter than|precipitation, rainfall, rain",
        "longest serving, longest standing, with us the longest, been with us longest, been here the longest, been here longest, here the longest||-hire date, -start date, -date joined, -join date, year working, -hired, -joined, -started, -employed, -member since, -since", "most profitable|more profitable than|profit, margin, revenue", "least profitable||-profit, -margin, -revenue",
        "most powerful|more powerful than|horsepower, power", "northernmost||latitude", "southernmost||-latitude", "easternmost||longitude", "westernmost||-longitude",
    ];

    // The same for times, where any date or time will do.
    private const string Latest = "latest, newest, most recent, most recently, last, recently, recent, most lately";
    private const string Earliest = "earliest, first, oldest, soonest";

    private static readonly string[] Asked =
    [
        "how old|age, birth date, date of birth, birthday", "how long|duration, length, millisecond, minute", "how tall|height", "how high|height, elevation", "how heavy|weight", "how far|distance", "how fast|speed",
        "how expensive|price, cost", "when did, when did we get, when did we receive, when did we have, when have we had, when was, when were, when is, when does|date, time, datetime, timestamp, year", "where is, where are, where was, where were, where do, where does, where did|location, address, place, hometown, home town, birthplace, city, town, village, venue, district, region, country", "how big|size, area", "how large|size, area", "how deep|depth", "how wide|width", "how hot|temperature",
    ];

    /// <summary>The adjectives by their words.</summary>
    public static PhraseIndex<GradableWord> Phrases { get; } = Build();

    private static PhraseIndex<GradableWord> Build()
    {
        var index = new PhraseIndex<GradableWord>();
        foreach (var row in Rows.Select(r => r.Split('|')))
        {
            var measures = Measures(row[2]);
            Add(row[0], new(GradableForm.Superlative, measures, null));
            Add(row[1], new(GradableForm.Comparative, measures, null));
        }

        foreach (var row in Asked.Select(r => r.Split('|')))
            Add(row[0], new(GradableForm.Asked, Measures(row[1]), null));
        Add(Latest, new(GradableForm.Superlative, Measures("year, date, time"), true));
        Add(Earliest, new(GradableForm.Superlative, Measures("-year, -date, -time"), false));
        return index;

        void Add(string phrases, GradableWord word)
        {
            foreach (var phrase in phrases.Split(", ", StringSplitOptions.RemoveEmptyEntries))
                index.Add(phrase.Split(' '), word);
        }
    }

    private static IReadOnlyList<GradableMeasure> Measures(string list) =>
        [.. list.Split(", ").Select(m => new GradableMeasure([.. m.TrimStart('-').Split(' ').Select(EnglishStemmer.Stem)], m[0] != '-'))];
}

/// <summary>How an adjective is used.</summary>
internal enum GradableForm { Superlative, Comparative, Asked }

/// <summary>An adjective that implies a measure.</summary>
/// <param name="Form">How it is used.</param>
/// <param name="Measures">What it measures, in order of preference.</param>
/// <param name="Newest">For times, whether the newest is meant, of whatever date there is; null for others.</param>
internal sealed record GradableWord(GradableForm Form, IReadOnlyList<GradableMeasure> Measures, bool? Newest);

/// <summary>Words of a column that an adjective may measure, and whether more of the adjective is more of the column.</summary>
internal sealed record GradableMeasure(IReadOnlyList<string> Stems, bool Descending);
