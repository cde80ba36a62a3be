namespace FaceGrid.Grains.Tests.Conformance;

public interface INoteGrain : IGrainWithStringKey
{
    Task Write(string text, byte[] bytes);

    Task<string> Read();

    Task<int> SumOfBytes();

    Task<(bool Exists, bool HasEtag, int Writes)> Record();

    Task Clear();

    Task Reread();

    Task<Guid> Who();

    Task End();

    /// <summary>Writes; on a conflict reads again and writes over it.</summary>
    Task<string> WriteStubbornly(string text);

    Task<string> TouchStateOutsideOfATurn();

    Task<int> CountUp();
}
