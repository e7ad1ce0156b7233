// The way to every page of settings that the user may see.
import { Link } from '../kit/Link';
import { Page } from '../kit/Page';
import styles from './shell.module.css';
import { usePlaces } from './usePlaces';
import { useShellWords } from './words';

export default function SettingsPage() {
  const t = useShellWords();
  const places = usePlaces('settings');
  return (
    <Page title={t('places.settings')}>
      <div className={styles.settings}>
        {places.map((place) => (
          <Link key={place.to} to={place.to} className={styles.settingsCard}>
            <place.icon size={20} stroke={1.6} />
            {t(`places.${place.word}`)}
          </Link>
        ))}
      </div>
    </Page>
  );
}
