using System.Text.Json;

namespace NlSql.SemanticModel.Queries;

/// <summary>Expression → canonical JSON.</summary>
internal static class ExpressionWriter
{
    public static void Write(Utf8JsonWriter writer, QueryExpression expression)
    {
        switch (expression)
        {
            case QueryExpression.Named named:
                writer.WriteStringValue(named.Name);
                break;
            case QueryExpression.Number number:
                SemanticQueryWriter.Number(writer, number.Value);
                break;
            case QueryExpression.Arithmetic arithmetic:
                Call(writer, QueryWords.Of(arithmetic.Operator), null, arithmetic.Left, arithmetic.Right);
                break;
            case QueryExpression.DateDifference difference:
                Call(writer, "date_diff", QueryWords.Of(difference.Unit), difference.From, difference.To);
                break;
            case QueryExpression.PartOfDate part:
                Call(writer, "date_part", QueryWords.Of(part.Part), part.Of);
                break;
            case QueryExpression.Today:
                writer.WriteStartObject();
                writer.WriteBoolean("today", true);
                writer.WriteEndObject();
                break;
        }
    }

    private static void Call(Utf8JsonWriter writer, string name, string? word, params ReadOnlySpan<QueryExpression> operands)
    {
        writer.WriteStartObject();
        writer.WriteStartArray(name);
        if (word is not null)
            writer.WriteStringValue(word);
        foreach (var operand in operands)
            Write(writer, operand);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
