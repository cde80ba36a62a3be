using System.Reflection;

namespace FaceGrid.Embedded.Engine;

internal sealed class ValueTaskMethod(MethodInfo method) : ResultMethod<Nothing>(method)
{
    public override Task AsTask(object returned) => ((ValueTask)returned).AsTask();

    public override Nothing ResultOf(Task finished) => default;

    public override object Wrap(Task<Nothing>? answer) => answer is null ? ValueTask.CompletedTask : new ValueTask(answer);
}
