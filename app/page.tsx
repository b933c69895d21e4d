export default function Home() {
  return <main>Tradeoff</main>;
}
