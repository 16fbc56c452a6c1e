using NlSql.Query.Linking;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Tests.Linking;

/// <summary>Tables named as files often are, which nobody has described.</summary>
internal static class PlainModel
{
    public static Lexicon Lexicon { get; } = Lexicon.Build(
        new()
        {
            Plugin = new PluginDefinition { Id = "plain", Name = "Plain" },
            Version = "test",
            Tables =
            [
                Table("customers", "customer_id", "customer_name", "birthday", "acc_bal#", "country", "phone_number", "state_province_county"),
                Table("bank_branches", "branch_id", "bname", "openning_year#", "no_of_accounts#"),
                Table("bookings", "booking_id", "customer_id", "booking_status_code", "date_booking_started@"),
                Table("weather", "date@", "max_wind_speed_mph#", "lat#", "sales_in_billion#"),
                Table("staff", "staff_id", "first_name", "last_name", "custid"),
                Table("products", "product_id", "product_details", "product_price#"),
            ],
        },
        new([new("customers", "country", ["USA", "France"], true), new("staff", "first_name", ["Nancy"], true), new("staff", "last_name", ["Edwards"], true)]));

    /// <summary>The strength with which words stand for a column or table ("table.column", "table"); 0 when they do not.</summary>
    public static double Strength(string words, string target) => Candidates(words)
        .Where(c => c.Target is MentionTarget.Column column ? $"{column.TableName}.{column.ColumnName}" == target : c.Target is MentionTarget.Table table && table.Name == target)
        .Select(c => c.Strength).DefaultIfEmpty(0).Max();

    /// <summary>What all of the words together may stand for.</summary>
    public static IEnumerable<MentionCandidate> Candidates(string words)
    {
        var question = Link(words);
        return question.Mentions.Where(m => m.Start == 0 && m.End == question.Words.Count).SelectMany(m => m.Candidates);
    }

    public static LinkedQuestion Link(string words) => Linker.Link(Tokenizer.Tokenize(words), Lexicon, new DateOnly(2025, 1, 1));

    private static TableDefinition Table(string name, params string[] columns) => new()
    {
        Name = name,
        Label = name.Replace('_', ' '),
        Columns = [.. columns.Select(Column)],
    };

    private static ColumnDefinition Column(string text)
    {
        var name = text.TrimEnd('#', '@');
        return new()
        {
            Name = name,
            Label = name.Replace('_', ' '),
            Type = text[^1] switch { '#' => ColumnType.Decimal, '@' => ColumnType.Date, _ => ColumnType.Text },
            Kind = name.EndsWith("id", StringComparison.Ordinal) ? ColumnKind.Id : text[^1] switch { '#' => ColumnKind.Fact, '@' => ColumnKind.Time, _ => ColumnKind.Dimension },
        };
    }
}
