using System.Diagnostics;
using OpenTelemetry;

namespace FaceGrid.Silo.Health;

/// <summary>Removes grain keys and exception text from Orleans' spans, because they can contain names of identities.</summary>
internal sealed class PersonalDataScrubbingProcessor : BaseProcessor<Activity>
{
    private static readonly string[] PersonalTags =
        ["rpc.orleans.target_id", "rpc.orleans.source_id", "exception.message", "exception.stacktrace"];

    /// <summary>Removes the tags before the span is exported.</summary>
    public override void OnEnd(Activity data)
    {
        foreach (var name in PersonalTags)
        {
            if (data.GetTagItem(name) is not null)
            {
                data.SetTag(name, null);
            }
        }
    }
}
