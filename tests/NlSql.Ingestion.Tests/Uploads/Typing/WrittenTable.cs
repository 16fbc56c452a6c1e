using System.Globalization;
using System.Text;
using CsCheck;
using NlSql.Ingestion.Tests.Hosting;

namespace NlSql.Ingestion.Tests.Uploads.Typing;

/// <summary>A table of values, written in one of the ways that a file may write them.</summary>
/// <param name="Columns">Its columns, each with as many values.</param>
/// <param name="Delimiter">The sign between cells.</param>
/// <param name="LineEnd">The end of a row.</param>
/// <param name="QuotesAll">Whether all cells are quoted, or only those that must be.</param>
/// <param name="Encoding">What it is encoded in, with the byte order mark that this has.</param>
/// <param name="Compressed">Whether it comes as gzip.</param>
internal sealed record WrittenTable(IReadOnlyList<WrittenColumn> Columns, char Delimiter, string LineEnd, bool QuotesAll, Encoding Encoding, bool Compressed)
{
    private static readonly Encoding[] Encodings = [new UTF8Encoding(false), new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true)];

    public static Gen<WrittenTable> Any { get; } =
        from rows in Gen.Int[2, 30]
        from columns in WrittenColumn.Any(rows).Array[1, 6]
        from ids in WrittenColumn.Ids(rows)
        from long_ in WrittenColumn.LongTexts(rows)
        from delimiter in Gen.Char[",;\t|"]
        from lineEnd in Gen.Bool
        from quotes in Gen.Bool
        from encoding in Gen.Int[0, Encodings.Length - 1]
        from compressed in Gen.Bool
        select new WrittenTable([ids, .. columns, long_], delimiter, lineEnd ? "\n" : "\r\n", quotes, Encodings[encoding], compressed);

    public byte[] ToBytes()
    {
        var text = new StringBuilder();
        Append(text, Columns.Select((_, i) => $"c{i}"));
        for (var row = 0; row < Columns[0].Written.Count; row++)
            Append(text, Columns.Select(c => c.Written[row]));
        byte[] bytes = [.. Encoding.GetPreamble(), .. Encoding.GetBytes(text.ToString())];
        return Compressed ? Gzip.Of(bytes) : bytes;
    }

    public override string ToString() => $"{Delimiter} {Encoding.WebName} {QuotesAll} {Compressed}\n" + string.Join('\n', Columns.SkipLast(1).Select(c => $"{c.Type}: {string.Join(" · ", c.Written)}"));

    private void Append(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(Delimiter, cells.Select(Quoted)).Append(LineEnd);

    private static readonly System.Buffers.SearchValues<char> NeedQuotes = System.Buffers.SearchValues.Create("\",;\t|\n\r ");

    private string Quoted(string cell) =>
        QuotesAll || cell.AsSpan().ContainsAny(NeedQuotes) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}

/// <summary>A column: the values as the file writes them, and as Postgres shows them.</summary>
internal sealed record WrittenColumn(string Type, IReadOnlyList<string> Written, IReadOnlyList<string> Stored)
{
    private static readonly string[] NullWords = ["", "", "NA", "n/a", "-", "NULL", "#N/A", "nan"];
    private static readonly DateTime From = new(1950, 1, 1);

    private static readonly Func<decimal, string>[] NumberStyles =
    [
        n => Invariant(n, "0.00"),
        n => Invariant(n, "#,0.00"),
        n => German(n, "#,0.00"),
        n => German(n, "#,0.00") + " €",
        n => Invariant(n, "#,0.00").Replace(',', '\''),
        n => Invariant(n, "#,0.00").Replace(',', '\u00A0'),
        n => Invariant(n, "$#,0.00;-$#,0.00"),
        n => Invariant(n, "#,0.00;(#,0.00)"),
        n => Invariant(n, "0.00") + " %",
        n => Invariant(n, "0.00000000E+0"),
    ];

    private static readonly Func<long, string>[] WholeStyles =
    [
        n => Invariant(n, "0"),
        n => Invariant(n, "#,0"),
        n => German(n, "#,0"),
        n => Invariant(n, "0.0"),
        n => Invariant(n, "#,0;(#,0)"),
        n => "£" + Invariant(n, "#,0"),
    ];

    private static readonly string[] DayStyles = ["yyyy-MM-dd", "yyyy/M/d", "dd.MM.yyyy", "d/M/yyyy", "MM/dd/yyyy", "dd-MMM-yyyy", "MMMM d, yyyy", "d MMMM yyyy", "dd.MM.yy", "yyyy-MM-dd'T00:00:00'"];
    private static readonly string[] TimeStyles = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss'Z'", "dd.MM.yyyy HH:mm:ss", "M/d/yyyy h:mm:ss tt", "d MMM yyyy HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.ffffff"];
    private static readonly string[] Truths = ["true false", "Yes No", "Y N", "T F", "on off", "ja nein", "oui non", "Sí No"];

    /// <summary>A column of any type. Its first rows have values that leave no doubt how the others are written.</summary>
    public static Gen<WrittenColumn> Any(int rows) => Gen.OneOf(
        Of("decimal", Gen.Long[-99_999_999, 99_999_999].Select(n => n / 100m), 1_234_567.25m, NumberStyles, n => Invariant(n, "0.00"), rows),
        Of("integer", Gen.Long[-9_999_999_999, 9_999_999_999], 1_234_567L, WholeStyles, n => Invariant(n, "0"), rows),
        Of("date", Days, new DateTime(2015, 12, 25), [.. DayStyles.Select(Time)], Time("yyyy-MM-dd"), rows),
        Of("timestamp", Moments, new DateTime(2015, 12, 25, 23, 45, 1), [.. TimeStyles.Select(Time), t => Offset(t, 330), t => Offset(t, -480)], Time("yyyy-MM-dd HH:mm:ss"), rows),
        Of("boolean", Gen.Bool, true, [.. Truths.Select(pair => (Func<bool, string>)(b => pair.Split(' ')[b ? 0 : 1]))], b => b ? "true" : "false", rows, false),
        Of("uuid", Gen.Guid, Guid.Empty, [g => $"{g:D}", g => $"{g:D}".ToUpperInvariant()], g => $"{g:D}", rows),
        Texts(rows));

    public static Gen<WrittenColumn> Ids(int rows) => Gen.Const(new WrittenColumn("text", [.. Enumerable.Range(0, rows).Select(i => $"k{i}")], [.. Enumerable.Range(0, rows).Select(i => $"k{i}")]));

    /// <summary>Texts so long that the others of their rows come to lie everywhere in the blocks that a file is read and written in.</summary>
    public static Gen<WrittenColumn> LongTexts(int rows) =>
        from lengths in Gen.Int[1, 20_000].Array[rows]
        let texts = lengths.Select(l => new string('x', l)).ToList()
        select new WrittenColumn("text", texts, texts);

    private static Gen<DateTime> Days { get; } = Gen.Int[0, 36_000].Select(d => From.AddDays(d));

    private static Gen<DateTime> Moments { get; } = Gen.Select(Days, Gen.Int[0, 86_399], (day, seconds) => day.AddSeconds(seconds));

    private static Gen<WrittenColumn> Texts(int rows) =>
        from texts in Gen.Char["aé\"',; \n€ß\t0"].Array[0, 12].Select(c => "t" + new string(c) + "😀").Array[rows]
        from nulls in Gen.Int[0, 4].Array[rows]
        let cells = texts.Select((t, i) => i > 0 && nulls[i] == 0 ? "" : t).ToList()
        select new WrittenColumn("text", cells, [.. cells.Select(c => c.Length == 0 ? LoadedFile.Nothing : c)]);

    private static Gen<WrittenColumn> Of<T>(string type, Gen<T> values, T first, Func<T, string>[] styles, Func<T, string> stored, int rows, params T[] others) =>
        from cells in values.Array[rows]
        from style in Gen.Int[0, styles.Length - 1]
        from nulls in Gen.Int[0, NullWords.Length * 2].Array[rows]
        let all = cells.Select((c, i) => i == 0 ? first : i <= others.Length ? others[i - 1] : c).ToList()
        select new WrittenColumn(
            type,
            [.. all.Select((c, i) => i > 1 && nulls[i] < NullWords.Length ? NullWords[nulls[i]] : styles[style](c))],
            [.. all.Select((c, i) => i > 1 && nulls[i] < NullWords.Length ? LoadedFile.Nothing : stored(c))]);

    private static Func<DateTime, string> Time(string format) => t => t.ToString(format, CultureInfo.InvariantCulture);

    private static string Offset(DateTime utc, int minutes) => new DateTimeOffset(utc, TimeSpan.Zero).ToOffset(TimeSpan.FromMinutes(minutes)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static string Invariant(IFormattable value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    // Machines without cultures have none for this.
    private static string German(IFormattable value, string format) =>
        string.Concat(Invariant(value, format).Select(c => c switch { ',' => '.', '.' => ',', _ => c }));
}
