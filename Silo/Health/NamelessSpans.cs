using System.Diagnostics;
using OpenTelemetry;

namespace FaceGrid.Silo.Health;

/// <summary>Takes out of Orleans' own spans what names people: keys of grains, and what exceptions say.</summary>
internal sealed class NamelessSpans : BaseProcessor<Activity>
{
    private static readonly string[] Naming = ["rpc.orleans.target_id", "rpc.orleans.source_id", "exception.message", "exception.stacktrace"];

    public override void OnEnd(Activity data)
    {
        foreach (var name in Naming)
        {
            if (data.GetTagItem(name) is not null)
            {
                data.SetTag(name, null);
            }
        }
    }
}
