using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>"with a discount", "that had no balance": an amount is there unless it is unknown or nothing; anything else is there unless it is unknown.</summary>
internal static class Possession
{
    private static readonly string[] Articles = ["a", "an", "any", "some"];
    private static readonly string[] Verbs = ["have", "has", "had", "having", "got", "get", "gets", "received", "used", "uses"];

    /// <summary>Whether the words before a place say that something has what stands there.</summary>
    /// <param name="words">The words of the question.</param>
    /// <param name="start">The place.</param>
    /// <param name="bare">Whether "with" may stand there without an article.</param>
    public static bool Precedes(IReadOnlyList<QuestionWord> words, int start, bool bare)
    {
        var at = start - 1;
        while (at > 0 && Articles.Contains(words[at].Best))
            at--;
        return at > 0 && (Verbs.Contains(words[at].Best) || (words[at].Best == "with" && (bare || at < start - 1)));
    }

    /// <summary>The condition that it is there.</summary>
    /// <param name="column">The column's full name.</param>
    /// <param name="definition">The column.</param>
    public static QueryFilter Has(string column, ColumnDefinition? definition) =>
        IsAmount(definition) ? new QueryFilter.Compare(column, FilterOperator.NotEqual, [QueryLiteral.Of(0)]) : new QueryFilter.Compare(column, FilterOperator.IsNotNull, []);

    /// <summary>The condition that it is not there.</summary>
    /// <param name="column">The column's full name.</param>
    /// <param name="definition">The column.</param>
    public static QueryFilter Lacks(string column, ColumnDefinition? definition)
    {
        var unknown = new QueryFilter.Compare(column, FilterOperator.IsNull, []);
        return IsAmount(definition) ? new QueryFilter.AnyOf([unknown, new QueryFilter.Compare(column, FilterOperator.Equal, [QueryLiteral.Of(0)])]) : unknown;
    }

    private static bool IsAmount(ColumnDefinition? column) =>
        column is { Kind: ColumnKind.Fact, Additive: Additivity.Full, Type: ColumnType.Integer or ColumnType.Decimal };
}
