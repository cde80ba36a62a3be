using FaceGrid.Grains.Limits;

namespace FaceGrid.Grains.Recognition;

/// <summary>The tenant's limits on questions: a question beyond them is refused before anything is computed for it.</summary>
public sealed partial class RecognitionGrain
{
    private readonly TenantQuestions _questions = TenantQuestions.Of(limits.Value, time);

    /// <param name="weight">Number of faces in the question.</param>
    private async Task<T> Limited<T>(int weight, Func<Task<T>> question)
    {
        if (_questions.Gate(Tenant) is not { } gate)
        {
            return await question();
        }

        gate.Enter(weight);
        try
        {
            return await question();
        }
        finally
        {
            gate.Leave();
        }
    }
}
