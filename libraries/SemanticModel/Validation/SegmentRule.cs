using NlSql.SemanticModel.Reading;

namespace NlSql.SemanticModel.Validation;

/// <summary>Segments: the table exists.</summary>
internal sealed class SegmentRule : IModelRule
{
    public void Check(ModelCheck check)
    {
        foreach (var segment in check.Model.Segments)
            check.Table(segment.Table, PluginFile.Metrics, ["segments", segment.Name, "table"]);
    }
}
