using NlSql.Query.Model;
using NlSql.Query.Questions;
using NlSql.Query.Sql.Rewriting;
using NlSql.Query.Tests.Reading;
using NlSql.SemanticModel;

namespace NlSql.Query.Tests.Questions;

/// <summary>Asking the retail sample data.</summary>
internal static class RetailContext
{
    public static QuestionContext Value { get; } = new(RetailData.Lexicon, new QueryContext
    {
        Model = new ModelIndex(RetailData.Model),
        Scope = new DatasetScope(Guid.Empty, RetailData.Model.Tables.Select(t => new DatasetTable(t.Name, "retail__" + t.Name, [Guid.Empty])).ToValueList()),
        Anchor = new TimeAnchorDay(RetailData.Anchor),
    });

    public static CompiledQuestion Ask(string question) => QuestionCompiler.Compile(question, Value);
}
