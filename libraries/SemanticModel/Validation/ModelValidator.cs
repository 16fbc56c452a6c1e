using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;

namespace NlSql.SemanticModel.Validation;

/// <summary>Checks of a model that need neither data nor SQL. One rule per class; all problems of all rules are reported.</summary>
public static class ModelValidator
{
    private static readonly IModelRule[] Rules =
    [
        new NameRule(),
        new SizeRule(),
        new TableRule(),
        new ColumnRule(),
        new RelationshipRule(),
        new MetricRule(),
        new MetricCycleRule(),
        new SegmentRule(),
        new GlossaryRule(),
        new SynonymRule(),
        new QuestionRule(),
        new PolicyRule(),
        new MaskRule(),
        new InsightRule(),
    ];

    /// <summary>Every problem of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sources">Where its parts are written; <see cref="SourceMap.Empty"/> for a model without files.</param>
    public static IReadOnlyList<PluginProblem> Validate(ModelDefinition model, SourceMap sources)
    {
        var check = new ModelCheck(model, sources);
        foreach (var rule in Rules)
            rule.Check(check);
        return check.Problems;
    }
}
