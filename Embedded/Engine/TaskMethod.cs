using System.Reflection;

namespace FaceGrid.Embedded.Engine;

internal sealed class TaskMethod(MethodInfo method) : ResultMethod<Nothing>(method)
{
    public override Task AsTask(object returned) => (Task)returned;

    public override Nothing ResultOf(Task finished) => default;

    public override object Wrap(Task<Nothing>? answer) => answer ?? Task.CompletedTask;
}
