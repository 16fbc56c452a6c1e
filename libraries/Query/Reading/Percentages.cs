using System.Globalization;
using NlSql.Query.Linking;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>Numbers as they are compared: a percentage as its part of one, unless the column holds 10 for ten percent.</summary>
internal static class Percentages
{
    /// <summary>A number in a condition.</summary>
    public static QueryLiteral Literal(MentionTarget.Number number) => QueryLiteral.Of(number.Form == NumberForm.Percent ? number.Amount / 100 : number.Amount);

    /// <summary>Literals of a condition on a column, in its scale.</summary>
    public static ValueList<QueryLiteral> Scaled(LinkedQuestion question, MentionTarget? column, MentionTarget? number, ValueList<QueryLiteral> literals) =>
        number is MentionTarget.Number { Form: NumberForm.Percent } && column is MentionTarget.Column held
        && decimal.TryParse(question.Lexicon.Values.Find(held.TableName, held.ColumnName)?.Maximum, CultureInfo.InvariantCulture, out var most) && most > 1
            ? literals.Select(l => l.Number is { } part ? QueryLiteral.Of(part * 100) : l).ToValueList()
            : literals;
}
